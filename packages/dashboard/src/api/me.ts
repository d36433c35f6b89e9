import type { AnswerOf, Scope } from '@grabber/contract';
import { useQuery } from '@tanstack/react-query';
import { read } from './queries.ts';

export type Me = AnswerOf<'GET /api/me'>['data'];

export const meQuery = { ...read('GET /api/me'), staleTime: 5 * 60_000 };

/** Who is signed in; undefined before the answer, and where nobody is. */
export function useMe(): Me | undefined {
  return useQuery({ ...meQuery, enabled: false }).data?.data;
}

/** Whether the person may do what this scope allows: `const can = useCan(); can('contacts:write')`. The server decides anyway. */
export function useCan(): (scope: Scope | 'anyone') => boolean {
  const me = useMe();
  return (scope) => me !== undefined && may(me, scope);
}

/** The same for code outside of components. */
function may({ scopes }: Pick<Me, 'scopes'>, scope: Scope | 'anyone'): boolean {
  return scope === 'anyone' || scopes.includes(scope) || scopes.includes('admin');
}
