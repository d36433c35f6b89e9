export const views = ['open', 'dismissed', 'merges'] as const;
export type View = (typeof views)[number];

/** Which part the address asks for. */
export function readView({ view }: Record<string, unknown>): { view?: View | undefined } {
  return { view: views.find((name) => name === view) };
}
