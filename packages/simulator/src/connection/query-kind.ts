import { child, children } from '../wire/children.ts';
import type { WireNode } from '../wire/node.ts';

/** The part of the service that a switchable fault can strike. */
export type FaultPlace = 'groups' | 'app-state' | 'picture';

const KINDS: Record<string, string> = {
  'w:sync:app:state': 'app-state',
  'w:profile:picture': 'picture',
  'w:p': 'ping',
};

/** A short name for a query, as the ledger counts it. */
export function queryKind(query: WireNode): string {
  const xmlns = query.attrs['xmlns'] ?? '';
  const first = children(query)[0]?.tag ?? '';
  if (xmlns === 'w:g2') return child(query, 'participating') ? 'groups' : first === 'query' ? 'group' : `w:g2 ${first}`;
  if (xmlns === 'encrypt' || xmlns === 'md') return `${xmlns} ${first}`;
  return KINDS[xmlns] ?? xmlns;
}

/** Where faults for this query are looked up; undefined for queries that are always answered. */
export function faultPlace(query: WireNode): FaultPlace | undefined {
  const kind = queryKind(query);
  if (kind === 'group') return 'groups';
  return kind === 'groups' || kind === 'app-state' || kind === 'picture' ? kind : undefined;
}
