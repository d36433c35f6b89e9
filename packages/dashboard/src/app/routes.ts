import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { readAnalyticsSearch } from '../pages/analytics/search.ts';
import { readAuditSearch } from '../pages/audit/search.ts';
import { readChangesSearch } from '../pages/changes/search.ts';
import { contactsSearch } from '../pages/contacts/search-params.ts';
import { readView } from '../pages/duplicates/search.ts';
import { groupsSearch, overlapSearch } from '../pages/groups/groups-search.ts';
import { HomePage } from '../pages/home/home-page.tsx';
import { rootRoute, shellRoute } from './frame-routes.ts';

const outside = <Path extends string>(path: Path) => ({ getParentRoute: () => rootRoute, path });
const inside = <Path extends string>(path: Path) => ({ getParentRoute: () => shellRoute, path });

/** Where to go after signing in; only addresses of this page. */
const whereTo = (search: Record<string, unknown>): { to?: string } => {
  const to = search['to'];
  return typeof to === 'string' && /^\/(?!\/)/.test(to) ? { to } : {};
};

const outsideRoutes = [
  createRoute({ ...outside('/setup'), component: lazy(() => import('../pages/entry/setup-page.tsx'), 'SetupPage') }),
  createRoute({
    ...outside('/sign-in'),
    validateSearch: whereTo,
    component: lazy(() => import('../pages/entry/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({ ...outside('/join'), component: lazy(() => import('../pages/entry/join-page.tsx'), 'JoinPage') }),
] as const;

/** Each page is loaded when it is opened; the frame and the first page come with the start, in one file. */
const pageRoutes = [
  createRoute({ ...inside('/'), component: HomePage }),
  createRoute({
    ...inside('/accounts'),
    component: lazy(() => import('../pages/accounts/accounts-page.tsx'), 'AccountsPage'),
  }),
  createRoute({
    ...inside('/accounts/$id'),
    component: lazy(() => import('../pages/accounts/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    ...inside('/contacts'),
    validateSearch: contactsSearch,
    component: lazy(() => import('../pages/contacts/contacts-page.tsx'), 'ContactsPage'),
  }),
  createRoute({
    ...inside('/groups'),
    validateSearch: groupsSearch,
    component: lazy(() => import('../pages/groups/groups-page.tsx'), 'GroupsPage'),
  }),
  createRoute({
    ...inside('/groups/overlap'),
    validateSearch: overlapSearch,
    component: lazy(() => import('../pages/groups/overlap-page.tsx'), 'OverlapPage'),
  }),
  createRoute({
    ...inside('/groups/$id'),
    component: lazy(() => import('../pages/groups/group-page.tsx'), 'GroupPage'),
  }),
  createRoute({ ...inside('/tags'), component: lazy(() => import('../pages/tags/tags-page.tsx'), 'TagsPage') }),
  createRoute({
    ...inside('/duplicates'),
    validateSearch: readView,
    component: lazy(() => import('../pages/duplicates/duplicates-page.tsx'), 'DuplicatesPage'),
  }),
  createRoute({
    ...inside('/changes'),
    validateSearch: readChangesSearch,
    component: lazy(() => import('../pages/changes/changes-page.tsx'), 'ChangesPage'),
  }),
  createRoute({
    ...inside('/analytics'),
    validateSearch: readAnalyticsSearch,
    component: lazy(() => import('../pages/analytics/analytics-page.tsx'), 'AnalyticsPage'),
  }),
  createRoute({
    ...inside('/imports'),
    component: lazy(() => import('../pages/imports/imports-page.tsx'), 'ImportsPage'),
  }),
  createRoute({
    ...inside('/imports/$id'),
    component: lazy(() => import('../pages/imports/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    ...inside('/exports'),
    component: lazy(() => import('../pages/exports/exports-page.tsx'), 'ExportsPage'),
  }),
  createRoute({
    ...inside('/webhooks'),
    component: lazy(() => import('../pages/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  }),
  createRoute({
    ...inside('/webhooks/$id'),
    component: lazy(() => import('../pages/webhooks/deliveries-page.tsx'), 'DeliveriesPage'),
  }),
  createRoute({
    ...inside('/privacy'),
    component: lazy(() => import('../pages/privacy/privacy-page.tsx'), 'PrivacyPage'),
  }),
  createRoute({
    ...inside('/backups'),
    component: lazy(() => import('../pages/backups/backups-page.tsx'), 'BackupsPage'),
  }),
  createRoute({ ...inside('/access'), component: lazy(() => import('../pages/access/access-page.tsx'), 'AccessPage') }),
  createRoute({
    ...inside('/audit'),
    validateSearch: readAuditSearch,
    component: lazy(() => import('../pages/audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    ...inside('/settings'),
    component: lazy(() => import('../pages/settings/settings-page.tsx'), 'SettingsPage'),
  }),
] as const;

export const routeTree = rootRoute.addChildren([...outsideRoutes, shellRoute.addChildren(pageRoutes)]);
