/** One answer of the HTTP API: status, parsed body, its `data` (empty when there is none), headers. */
export type Answer = {
  status: number;
  body: Record<string, unknown>;
  data: Record<string, unknown>;
  headers: Headers;
};

export type Client = ReturnType<typeof createClient>;

/** Calls the API as an integrator would; never throws for an error status. */
export function createClient(url: string, key: string) {
  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'x-api-key': key, ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const parsed = (await answer.json()) as Record<string, unknown>;
    const data = (parsed['data'] ?? {}) as Record<string, unknown>;
    return { status: answer.status, body: parsed, data, headers: answer.headers };
  }
  return {
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}) => call('POST', path, body),
    delete: (path: string) => call('DELETE', path),
  };
}
