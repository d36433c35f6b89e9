import type { WireNode } from '../wire/node.ts';

/** Whether the query is an `iq get` of that namespace. */
export function isGet(query: WireNode, namespace: string): boolean {
  return query.attrs['type'] === 'get' && query.attrs['xmlns'] === namespace;
}

/** The content of a stanza read as text; undefined when it has none or children. */
export function textOf(stanza: WireNode): string | undefined {
  if (typeof stanza.content === 'string') return stanza.content;
  return stanza.content instanceof Uint8Array ? new TextDecoder().decode(stanza.content) : undefined;
}
