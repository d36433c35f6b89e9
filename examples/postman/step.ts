/** Who sends a request: the owner of the key, somebody with a wrong key, the person signed in, or nobody. */
type Caller = 'key' | 'wrong key' | 'person' | 'nobody';

/** One request, and what its answer must be. */
export type Step = {
  /** What happens, in the words of a reader. */
  name: string;
  status: number;
  as?: Caller;
  /** Instead of the route's own path, in Postman's spelling with `{{names}}`. */
  path?: string;
  /** Instead of the route's own method, where a route cannot fail but by being asked wrongly. */
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** The `code` of a failure. */
  code?: string;
  /** Further assertions: lines of JavaScript that see `answer`, the parsed body, and `data`. */
  checks?: Record<string, string[]>;
  /** Values to keep for later requests: name -> expression over `answer` and `data`. */
  keep?: Record<string, string>;
  /** Asks again, every half second, until this expression holds. */
  until?: string;
  /** Lines that run before the request. */
  before?: string[];
  /** The answer is not JSON. */
  text?: boolean;
};

/** All requests of one route, `GET /api/sessions`. */
export type Folder = { route: string; steps: Step[] };

/** The requests of one route. */
export function folder(route: string, ...steps: Step[]): Folder {
  return { route, steps };
}

/** What every route of the API answers to a wrong key. */
export const refused: Step = { name: 'A wrong key is refused', status: 401, as: 'wrong key', code: 'unauthorized' };

/** What every route about a session answers when there is none. */
export function noSession(path: string, more: Partial<Step> = {}): Step {
  return { name: 'An unknown session is not found', status: 404, path, code: 'session_not_found', ...more };
}

/** What routes about a thing of a number answer when there is none of it. */
export function gone(path: string, code: string, more: Partial<Step> = {}): Step {
  return {
    name: 'There is none of this number',
    status: 404,
    path,
    code,
    ...more,
  };
}
