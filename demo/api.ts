/** The few calls of the HTTP API that the demo needs, made as any program would make them. */
export type Api = ReturnType<typeof createApi>;

export type SessionState = {
  session_id: string;
  name: string;
  status: string;
  sync_state: string;
  sync_missing: string[] | null;
};

export type GrabState = {
  id: number;
  status: string;
  stage: string;
  counts: Record<string, number>;
  errors_count: number;
  error_reason: string | null;
};

export type ContactRow = {
  name: string | null;
  phone_number: string | null;
  lid: string | null;
  in_address_book: boolean;
  group_name: string | null;
  country_code: string | null;
};

/** A client for the server at `url` with this key. Every call throws with the server's own words when it fails. */
export function createApi(url: string, key: string) {
  async function call(method: string, path: string, body?: unknown) {
    const headers: Record<string, string> = { 'x-api-key': key };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = (await answer.json()) as Record<string, unknown> & { data?: Record<string, unknown> };
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${json['message']}`);
    return json;
  }

  return {
    async createSession(name: string): Promise<string> {
      const answer = await call('POST', '/api/sessions', { name });
      return (answer['session'] as SessionState).session_id;
    },
    async session(id: string): Promise<SessionState> {
      return (await call('GET', `/api/sessions/${id}`)).data?.['session'] as SessionState;
    },
    async qrText(id: string): Promise<string | null> {
      return (await call('GET', `/api/sessions/${id}/qr`)).data?.['qr_raw'] as string | null;
    },
    async startGrab(id: string): Promise<GrabState> {
      return (await call('POST', `/api/sessions/${id}/grabs`, { kind: 'all' })).data?.['grab'] as GrabState;
    },
    async grab(id: string, grabId: number): Promise<GrabState & { errors: unknown[] }> {
      const answer = await call('GET', `/api/sessions/${id}/grabs/${grabId}`);
      return { ...(answer.data?.['grab'] as GrabState), errors: answer.data?.['errors'] as unknown[] };
    },
    async contacts(id: string, type: 'individual' | 'group'): Promise<ContactRow[]> {
      return (await call('GET', `/api/sessions/${id}/contacts?type=${type}`)).data?.['contacts'] as ContactRow[];
    },
  };
}
