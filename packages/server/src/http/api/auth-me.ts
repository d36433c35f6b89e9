import { done, me, passwordChange, signInList, signInsEnded, signInsQuery } from '@grabber/contract';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../core/index.ts';
import { messageText } from '../../i18n/index.ts';
import { callerOf, principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { clearSignInCookie } from '../sign-in-cookie.ts';
import { pageAs } from './page-as.ts';
import { answers, idParams } from './route.ts';

const config = { scope: 'anyone' } as const;

/** What callers may know and change about themselves. */
export function meRoutes({ access: { people, signIns } }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/me', { config, schema: { response: answers(200, me) } }, async (request) => {
      const { kind, id, name, role = null, scopes, sessions } = principalOf(request);
      const reach = { scopes: [...scopes], sessions: sessions === 'all' ? null : [...sessions] };
      const data = { kind, id, name, role, ...reach };
      return { success: true as const, message: messageText(request.language, 'me_read'), data };
    });

    app.post('/sign-out', { config, schema: { response: answers(200, done) } }, async (request, reply) => {
      await signIns.signOut(callerOf(request));
      clearSignInCookie(request, reply);
      return { success: true as const, message: messageText(request.language, 'signed_out') };
    });

    const changing = { body: passwordChange, response: answers(200, done) };
    app.post('/me/password', { config, schema: changing }, async (request) => {
      await people.changePassword(request.body, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'password_changed') };
    });

    app.get(
      '/me/sign-ins',
      { config, schema: { querystring: signInsQuery, response: answers(200, signInList) } },
      async (request) => {
        const { id, signInId } = personOf(request);
        const rows = (await signIns.list(id)).map((row) => ({ ...row, current: row.id === signInId }));
        const data = pageAs('sign_ins', rows, request.query);
        return { success: true as const, message: messageText(request.language, 'sign_ins_listed'), data };
      },
    );

    app.delete('/me/sign-ins', { config, schema: { response: answers(200, signInsEnded) } }, async (request) => {
      const { id, signInId } = personOf(request);
      const ended_count = await signIns.endAll(id, signInId, callerOf(request));
      const message = messageText(request.language, 'sign_ins_ended');
      return { success: true as const, message, data: { ended_count } };
    });

    const ending = { params: idParams, response: answers(200, done) };
    app.delete('/me/sign-ins/:id', { config, schema: ending }, async (request) => {
      await signIns.end(personOf(request).id, request.params.id, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'sign_ins_ended') };
    });
  };
}

function personOf(request: FastifyRequest): { id: number; signInId: number } {
  const { kind, id, signInId } = principalOf(request);
  if (kind !== 'person' || id === null || signInId === undefined) throw new AppError('people_only');
  return { id, signInId };
}
