import { SimpleGrid } from '@mantine/core';
import { Page } from '../../shared/index.ts';
import { Lists } from './lists.tsx';
import { Rules } from './rules.tsx';
import { Segments } from './segments.tsx';
import { Tags } from './tags.tsx';
import { useTagTexts } from './texts.ts';

/** Everything that orders contacts. */
export function TagsPage() {
  const t = useTagTexts();
  return (
    <Page title={t('title')} hint={t('hint')}>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Tags />
        <Rules />
        <Segments />
        <Lists />
      </SimpleGrid>
    </Page>
  );
}
