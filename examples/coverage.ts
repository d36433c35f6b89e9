import { requestId } from './postman/collection.ts';
import { folders } from './postman/folders/index.ts';

type Description = { paths: Record<string, Record<string, unknown>> };

/**
 * Success that Newman cannot show: an answer that never ends (an example of the runner shows it), and decisions on duplicates, of which the
 * examples' world has none (`care.test.ts` of the server shows them).
 */
const shownElsewhere = new Set([
  'GET /api/events',
  'GET /api/changes/events',
  'POST /api/duplicates/{id}/merge',
  'POST /api/duplicates/{id}/dismiss',
]);

/** What is missing: for each route that the server describes, a request that succeeds and one that fails. */
export async function uncovered(url: string, statuses: Map<string, number>): Promise<string[]> {
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as Description;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const described = routes.flatMap((route) => missingOf(route, statuses));
  const gone = allRoutes().filter((route) => !routes.includes(route));
  return [...described, ...gone.map((route) => `${route}: the server has no such route`)];
}

function missingOf(route: string, statuses: Map<string, number>): string[] {
  const steps = folders
    .flatMap(({ routes }) => routes.filter((each) => each.route === route))
    .flatMap(({ steps }) => steps);
  const codes = steps.map((step) => statuses.get(requestId(route, step)) ?? 0);
  const good = shownElsewhere.has(route) || codes.some((code) => code >= 200 && code < 300);
  const bad = codes.some((code) => code >= 400 && code < 500);
  return [...(good ? [] : [`${route}: no success`]), ...(bad ? [] : [`${route}: no failure`])];
}

function allRoutes(): string[] {
  return folders.flatMap(({ routes }) => routes.map(({ route }) => route));
}
