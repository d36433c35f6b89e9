/** Every page by its address; `account` stands for the session id of the first account. */
export const pages = [
  { name: 'home', path: '/' },
  { name: 'accounts', path: '/accounts' },
  { name: 'account', path: '/accounts/{account}' },
  { name: 'contacts', path: '/contacts' },
  { name: 'groups', path: '/groups' },
  { name: 'tags', path: '/tags' },
  { name: 'duplicates', path: '/duplicates' },
  { name: 'changes', path: '/changes' },
  { name: 'analytics', path: '/analytics' },
  { name: 'imports', path: '/imports' },
  { name: 'exports', path: '/exports' },
  { name: 'privacy', path: '/privacy' },
  { name: 'webhooks', path: '/webhooks' },
  { name: 'backups', path: '/backups' },
  { name: 'access', path: '/access' },
  { name: 'audit', path: '/audit' },
  { name: 'settings', path: '/settings' },
] as const;

/** What opens over a page, by the button that opens it: for pictures. */
export const openings = [
  { name: 'sign-in', path: '/sign-in', press: null },
  { name: 'accounts-add', path: '/accounts', press: /^(Tambah akun|Add account)$/ },
  { name: 'account-schedule', path: '/accounts/{account}', press: /^(Atur jadwal|Set a schedule)$/ },
  { name: 'account-grab', path: '/accounts/{account}', press: /^(Rincian|Details)/ },
  { name: 'contacts-drawer', path: '/contacts?open=5', press: null },
  { name: 'contacts-filter', path: '/contacts', press: /^Filter$/ },
  { name: 'contacts-export', path: '/contacts', press: /^(Ekspor|Export)$/ },
  { name: 'group', path: '/groups', press: /^(Alumni SMA 3 Angkatan 2005)$/ },
  { name: 'duplicates-found', path: '/duplicates', press: /^(Cari duplikat|Look for duplicates)$/ },
  { name: 'backups-made', path: '/backups', press: /^(Buat cadangan sekarang|Back up now)$/ },
] as const;
