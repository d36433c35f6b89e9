export const entities = ['contact', 'group', 'membership', 'session', 'grab'] as const;
export const kinds = [
  'created',
  'updated',
  'removed',
  'restored',
  'merged',
  'erased',
  'joined',
  'left',
  'role_changed',
] as const;

export type ChangesSearch = {
  session_id?: string | undefined;
  entity?: (typeof entities)[number] | undefined;
  kind?: (typeof kinds)[number] | undefined;
};

/** What the address may say of the changes page. */
export function readChangesSearch({ session_id, entity, kind }: Record<string, unknown>): ChangesSearch {
  return {
    session_id: typeof session_id === 'string' ? session_id : undefined,
    entity: entities.find((one) => one === entity),
    kind: kinds.find((one) => one === kind),
  };
}
