import { pageTexts } from '../../i18n/index.ts';

/** Texts of the audit log. */
export const useAuditTexts = pageTexts('audit', {
  id: {
    title: 'Log audit',
    hint: 'Siapa melakukan apa, dari mana. Hanya nomor, tanpa isi data.',
    at: 'Waktu',
    who: 'Pelaku',
    action: 'Tindakan',
    session: 'Akun',
    address: 'Alamat',
    all_actions: 'Semua tindakan',
    none: 'Tidak ada catatan',
    none_why: 'Belum ada tindakan yang cocok dengan pilihan ini.',
    person: 'Orang',
    api_key: 'Kunci API',
    system: 'Program',
    unknown: 'Tidak dikenal',
    csv: 'Unduh CSV',
  },
  en: {
    title: 'Audit log',
    hint: 'Who did what, from where. Ids only, no data.',
    at: 'Time',
    who: 'Who',
    action: 'Action',
    session: 'Account',
    address: 'Address',
    all_actions: 'All actions',
    none: 'Nothing recorded',
    none_why: 'No action fits this choice yet.',
    person: 'Person',
    api_key: 'API key',
    system: 'Program',
    unknown: 'Unknown',
    csv: 'Download CSV',
  },
});
