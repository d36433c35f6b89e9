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
  { name: 'webhooks', path: '/webhooks' },
  { name: 'backups', path: '/backups' },
  { name: 'access', path: '/access' },
  { name: 'audit', path: '/audit' },
  { name: 'settings', path: '/settings' },
] as const;
