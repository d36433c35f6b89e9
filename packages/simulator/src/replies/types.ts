import type { WireNode } from '../wire/node.ts';
import type { Account, World } from '../world/types.ts';

/**
 * Answers one kind of query of a logged-in client. Returns the children of the `iq` result, an error, or undefined when
 * the query is not for it. Pure: faults, pacing and encryption are the connection's business.
 */
export type Responder = (
  query: WireNode,
  context: { account: Account; world: World },
) => { result: WireNode[] } | { error: { code: number; text: string } } | undefined;
