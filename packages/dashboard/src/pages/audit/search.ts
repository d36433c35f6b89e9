export type AuditSearch = { action?: string; session_id?: string };

/** The filter of the audit log as it stands in the address; the server knows which actions there are. */
export function readAuditSearch({ action, session_id }: Record<string, unknown>): AuditSearch {
  return {
    ...(typeof action === 'string' && /^[a-z_]+$/.test(action) && { action }),
    ...(typeof session_id === 'string' && session_id !== '' && { session_id }),
  };
}
