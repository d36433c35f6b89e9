import type { WireNode } from './node.ts';

/** The node's children; empty when it has bytes, text or nothing inside. */
export function children(of: WireNode | undefined): WireNode[] {
  return Array.isArray(of?.content) ? of.content : [];
}

/** The first child with this tag. */
export function child(of: WireNode | undefined, tag: string): WireNode | undefined {
  return children(of).find((item) => item.tag === tag);
}

/** The bytes in the first child with this tag. Throws when there are none. */
export function childBytes(of: WireNode | undefined, tag: string): Buffer {
  const content = child(of, tag)?.content;
  if (content instanceof Uint8Array) return Buffer.from(content);
  if (typeof content === 'string') return Buffer.from(content);
  throw new TypeError(`The stanza lacks the bytes of <${tag}>.`);
}
