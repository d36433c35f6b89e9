import type { Scope } from '@grabber/contract';
import {
  IconAddressBook,
  IconArchive,
  IconBrandWhatsapp,
  IconChartBar,
  IconCopy,
  IconDownload,
  IconHistory,
  IconHome,
  IconKey,
  IconListDetails,
  IconSettings,
  IconShieldLock,
  IconTags,
  IconUpload,
  IconUsersGroup,
  IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react';

type NavEntry = { to: string; key: NavKey; icon: TablerIcon; scope: Scope | 'anyone' };
export type NavKey = (typeof navKeys)[number];

const navKeys = [
  'home',
  'accounts',
  'contacts',
  'groups',
  'tags',
  'duplicates',
  'changes',
  'analytics',
  'imports',
  'exports',
  'webhooks',
  'privacy',
  'backups',
  'access',
  'audit',
  'settings',
] as const;

/** Every page in the order of the menu, in groups; a page whose scope the person lacks is not shown. */
export const navGroups: { key: 'main' | 'data' | 'files' | 'system'; entries: NavEntry[] }[] = [
  {
    key: 'main',
    entries: [
      { to: '/', key: 'home', icon: IconHome, scope: 'sessions:read' },
      { to: '/accounts', key: 'accounts', icon: IconBrandWhatsapp, scope: 'sessions:read' },
    ],
  },
  {
    key: 'data',
    entries: [
      { to: '/contacts', key: 'contacts', icon: IconAddressBook, scope: 'contacts:read' },
      { to: '/groups', key: 'groups', icon: IconUsersGroup, scope: 'contacts:read' },
      { to: '/tags', key: 'tags', icon: IconTags, scope: 'contacts:read' },
      { to: '/duplicates', key: 'duplicates', icon: IconCopy, scope: 'contacts:read' },
      { to: '/changes', key: 'changes', icon: IconHistory, scope: 'contacts:read' },
      { to: '/analytics', key: 'analytics', icon: IconChartBar, scope: 'contacts:read' },
    ],
  },
  {
    key: 'files',
    entries: [
      { to: '/imports', key: 'imports', icon: IconUpload, scope: 'contacts:write' },
      { to: '/exports', key: 'exports', icon: IconDownload, scope: 'export' },
    ],
  },
  {
    key: 'system',
    entries: [
      { to: '/webhooks', key: 'webhooks', icon: IconWebhook, scope: 'webhooks:write' },
      { to: '/privacy', key: 'privacy', icon: IconShieldLock, scope: 'export' },
      { to: '/backups', key: 'backups', icon: IconArchive, scope: 'admin' },
      { to: '/access', key: 'access', icon: IconKey, scope: 'keys:write' },
      { to: '/audit', key: 'audit', icon: IconListDetails, scope: 'audit:read' },
      { to: '/settings', key: 'settings', icon: IconSettings, scope: 'anyone' },
    ],
  },
];
