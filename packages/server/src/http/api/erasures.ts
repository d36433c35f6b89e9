import {
  erasureAnswer,
  erasureList,
  erasurePreviewAnswer,
  erasuresQuery,
  newErasure,
  personRef,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requireUnbound } from '../../auth/index.ts';
import { messageText } from '../../i18n/index.ts';
import { callerOf, principalOf } from '../access.ts';
import { personOf } from '../person.ts';
import type { HttpDeps } from '../ports.ts';
import { answers } from './route.ts';

const config = { scope: 'admin' } as const;
/** Such an answer is kept nowhere, not even for a repeated request. */
const personal = { ...config, secretAnswer: true } as const;

/** Erasing a person everywhere. What auth does not know writes its own line of the audit log, in the same transaction. */
export function erasureRoutes({ privacy, settings }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook('preHandler', async (request) => requireUnbound(principalOf(request), config.scope));

    const looking = { body: personRef, response: answers(200, erasurePreviewAnswer) };
    app.post('/preview', { config: personal, schema: looking }, async (request) => {
      const preview = await privacy.erasures.preview(await personOf(request.body, settings));
      return { success: true as const, message: messageText(request.language, 'erasure_previewed'), data: { preview } };
    });

    const erasing = { body: newErasure, response: answers(201, erasureAnswer) };
    app.post('', { config: personal, schema: erasing }, async (request, reply) => {
      const { opt_out, ...ref } = request.body;
      const erasure = await privacy.erasures.erase(await personOf(ref, settings), opt_out, callerOf(request));
      reply.code(201);
      const message = messageText(request.language, opt_out ? 'person_erased_for_good' : 'person_erased');
      return { success: true as const, message, data: { erasure } };
    });

    const listing = { querystring: erasuresQuery, response: answers(200, erasureList) };
    app.get('', { config, schema: listing }, async (request) => {
      const { rows: erasures, ...facts } = await privacy.erasures.list(request.query);
      const data = { erasures, ...facts };
      return { success: true as const, message: messageText(request.language, 'erasures_listed'), data };
    });
  };
}
