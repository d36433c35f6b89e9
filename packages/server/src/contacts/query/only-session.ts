import type { ContactQuery } from '@grabber/contract';
import type { Visible } from '../../auth/index.ts';

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

/** The index that has the rows of the one session, if it is one: MariaDB would rather read the whole table than those of a large session. */
export function indexOfSession(query: ContactQuery, visible: Visible): string[] {
  return onlySession(query, visible) === undefined ? [] : ['session_id', 'sort_name', 'id'];
}
