import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the answer depends on nothing but the caller, the address, the language and what is in the database. */
    isRemembered?: true;
  }
  interface FastifyRequest {
    /** What the database was at when this request began, if its answer is worth remembering. */
    readVersion: number | null;
  }
}

type Answer = { bytes: Uint8Array; type: string };

const most = { all: 16 * 2 ** 20, each: 2 ** 18 };

/**
 * Gives an answer again, as it was, as long as nobody wrote to the database since: pages and polling programs ask the same again and again.
 * `version` tells whether somebody did; where it cannot tell, nothing is remembered. The first such request after a write forgets all.
 */
export function rememberAnswers(app: FastifyInstance, version: () => Promise<number | undefined>): void {
  const answers = new LRUCache<string, Answer>({
    maxSize: most.all,
    maxEntrySize: most.each,
    sizeCalculation: ({ bytes }) => bytes.length,
  });
  let lastVersion: number | undefined;

  app.decorateRequest('readVersion', null);
  app.addHook('preValidation', async (request, reply) => {
    if (!request.routeOptions.config.isRemembered) return;
    const present = await version();
    if (present === undefined) return;
    if (present !== lastVersion) answers.clear();
    lastVersion = present;
    const known = answers.get(keyOf(request));
    if (known) return giveAgain(known, reply);
    request.readVersion = present;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { readVersion } = request;
    if (readVersion === null || readVersion !== lastVersion || reply.statusCode !== 200) return;
    if (!(payload instanceof Uint8Array)) return;
    answers.set(keyOf(request), { bytes: payload, type: String(reply.getHeader('Content-Type')) });
  });
}

/** Whoever else asks the same may be shown something else. */
function keyOf({ principal, language, url }: FastifyRequest): string {
  return `${principal?.kind} ${principal?.id} ${language} ${url}`;
}

function giveAgain({ bytes, type }: Answer, reply: FastifyReply): FastifyReply {
  return reply.type(type).send(bytes);
}
