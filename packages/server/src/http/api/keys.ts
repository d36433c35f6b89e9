import {
  apiKeyCreated,
  apiKeyList,
  apiKeyRotated,
  apiKeysQuery,
  done,
  keyRotation,
  newApiKey,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../core/index.ts';
import { messageText } from '../../i18n/index.ts';
import { callerOf, sessionOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { pageAs } from './page-as.ts';
import { answers, idParams } from './route.ts';

const config = { scope: 'keys:write' } as const;

/** API keys. Nobody sees, makes or changes one that may do or see more than they. */
export function keyRoutes({ keys, sessions }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '',
      { config, schema: { querystring: apiKeysQuery, response: answers(200, apiKeyList) } },
      async (request) => {
        const data = pageAs('keys', await keys.list(callerOf(request)), request.query);
        return { success: true as const, message: messageText(request.language, 'keys_listed'), data };
      },
    );

    const creating = { body: newApiKey, response: answers(201, apiKeyCreated) };
    app.post('', { config: { ...config, secretAnswer: true }, schema: creating }, async (request, reply) => {
      for (const id of request.body.sessions ?? []) await sessions.get(sessionOf(request, id));
      const { key, row } = await keys.create(request.body, callerOf(request));
      reply.code(201);
      const message = messageText(request.language, 'key_created');
      return { success: true as const, message, data: { api_key: row, key } };
    });

    const rotating = { params: idParams, body: keyRotation, response: answers(200, apiKeyRotated) };
    app.post('/:id/rotate', { config: { ...config, secretAnswer: true }, schema: rotating }, async (request) => {
      const graceMs = request.body.grace_seconds * 1000;
      const { key, row, old_until } = await keys.rotate(request.params.id, graceMs, callerOf(request));
      const message = messageText(request.language, 'key_rotated');
      return { success: true as const, message, data: { api_key: row, key, old_key_valid_until: old_until } };
    });

    app.delete('/:id', { config, schema: { params: idParams, response: answers(200, done) } }, async (request) => {
      if (!(await keys.revoke(request.params.id, callerOf(request)))) throw new AppError('key_not_found');
      return { success: true as const, message: messageText(request.language, 'key_revoked') };
    });
  };
}
