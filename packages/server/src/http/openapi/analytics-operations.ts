import type { Operation, Operations } from './operation.ts';

const read = (id: string, summary: string): Operation => ({
  id,
  tag: 'Analytics',
  summary,
  description: 'With `format=csv` the rows come as a CSV file.',
  says: 'analytics_read',
});

export const analyticsOperations: Operations = {
  'GET /api/analytics/overview': read(
    'analyticsOverview',
    'Count contacts, groups and how complete they are, per session and over all',
  ),
  'GET /api/analytics/growth': read('analyticsGrowth', 'Count what was new, changed and lost, day by day'),
  'GET /api/analytics/countries': read('analyticsCountries', 'Count people by the country of their number'),
  'GET /api/analytics/operators': read('analyticsOperators', 'Count Indonesian numbers by operator and prefix'),
  'GET /api/analytics/groups': read('analyticsGroups', 'List the largest groups'),
  'GET /api/analytics/overlap': read('analyticsOverlap', 'Find the members that the largest groups have in common'),
  'GET /api/analytics/grabs': read('analyticsGrabs', 'Count how grabs ended and how long they took'),
};
