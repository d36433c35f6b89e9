import type { ContactListItem } from '@grabber/contract';
import { Group, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read, useCan, useChange } from '../../../api/index.ts';
import { useSayFailed } from '../../../shared/index.ts';
import { TagBadge } from '../tag-badge.tsx';
import { useDrawerTexts } from './texts.ts';

/** The tags of a contact; a name that is typed and not there yet becomes a new tag. */
export function TagsPart({ contact }: { contact: ContactListItem }) {
  const t = useDrawerTexts();
  const may = useCan()('contacts:write');
  const sayFailed = useSayFailed();
  const tags = useQuery(read('GET /api/tags')).data?.data.tags ?? [];
  const put = useChange('PUT /api/contacts/{id}/tags', {
    refreshes: ['GET /api/contacts/{id}', 'GET /api/contacts', 'GET /api/tags', 'GET /api/contacts/{id}/timeline'],
  });
  const create = useChange('POST /api/tags', { refreshes: ['GET /api/tags'] });

  async function change(names: string[]) {
    const known = [...tags, ...contact.tags];
    const ids = await Promise.all(
      names.map(async (name) => {
        const tag = known.find((one) => one.name === name);
        return tag ? tag.id : (await create.mutateAsync({ body: { name } })).data.tag.id;
      }),
    );
    await put.mutateAsync({ params: { id: contact.id }, body: { tag_ids: [...new Set(ids)] } });
  }

  if (!may) {
    return contact.tags.length === 0 ? (
      <Text size="sm" c="dimmed">
        {t('empty')}
      </Text>
    ) : (
      <Group gap={6}>
        {contact.tags.map(({ id, name, color }) => (
          <TagBadge key={id} name={name} color={color} />
        ))}
      </Group>
    );
  }
  return (
    <TagsInput
      aria-label={t('tags')}
      placeholder={t('add_tag')}
      data={tags.map(({ name }) => name)}
      value={contact.tags.map(({ name }) => name)}
      maxTags={100}
      onChange={(names) => void change(names).catch(sayFailed)}
      disabled={put.isPending || create.isPending}
    />
  );
}
