import { Page } from '../../shared/index.ts';
import { FindPerson } from './find-person.tsx';
import { OptOuts } from './opt-outs.tsx';
import { Receipts } from './receipts.tsx';
import { usePrivacyTexts } from './texts.ts';

/** What is owed to the people whose data is kept. */
export function PrivacyPage() {
  const t = usePrivacyTexts();
  return (
    <Page title={t('title')} hint={t('hint')}>
      <FindPerson />
      <OptOuts />
      <Receipts />
    </Page>
  );
}
