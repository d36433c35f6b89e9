/**
 * One WhatsApp stanza: `tag{attrs}[content]`. The same shape as Baileys' `BinaryNode`, declared here so that
 * the simulator's own encoder does not lean on the client it is there to test.
 */
export type WireNode = {
  tag: string;
  attrs: Record<string, string>;
  content?: WireNode[] | Uint8Array | string;
};

/** Builds a stanza; attributes that are `undefined` are left out. */
export function node(
  tag: string,
  attrs: Record<string, string | undefined> = {},
  content?: WireNode['content'],
): WireNode {
  const kept = Object.fromEntries(
    Object.entries(attrs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return content === undefined ? { tag, attrs: kept } : { tag, attrs: kept, content };
}
