import type { ContactQuery } from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';
import { kindColumns } from '../../storage/index.ts';

/** The one session whose contacts a query can find; undefined when there may be several. */
export function onlySession({ filter }: ContactQuery, visible: Visible): string | undefined {
  if (visible !== 'all' && visible.size === 1) return [...visible][0];
  const asked = (filter?.any ?? []).map(({ all }) => {
    const one = all.find((condition) => condition.field === 'session' && !condition.not && condition.in.length === 1);
    return one?.field === 'session' ? one.in[0] : undefined;
  });
  const [first, ...others] = asked;
  return first !== undefined && others.every((other) => other === first) ? first : undefined;
}

/** The index by name, of the one session if it is one. */
export function indexByName(query: ContactQuery, visible: Visible): string[] {
  return onlySession(query, visible) === undefined ? ['sort_name', 'id'] : ['session_id', 'sort_name', 'id'];
}

/** The index for counts, if it is one session's: MariaDB would rather read the whole table than the rows of a large session. */
export function indexOfKinds(query: ContactQuery, visible: Visible): string[] {
  return onlySession(query, visible) === undefined ? [] : kindColumns;
}
