import { Stack } from '@mantine/core';
import { Forbidden, Page, RequireScope } from '../../shared/index.ts';
import { Keys } from './keys.tsx';
import { People } from './people.tsx';
import { useAccessTexts } from './texts.ts';

/** People who may sign in, and keys of programs. */
export function AccessPage() {
  const t = useAccessTexts();
  return (
    <Page title={t('title')} hint={t('hint')}>
      <RequireScope scope="keys:write" otherwise={<Forbidden />}>
        <Stack gap="xl">
          <RequireScope scope="admin">
            <People />
          </RequireScope>
          <Keys />
        </Stack>
      </RequireScope>
    </Page>
  );
}
