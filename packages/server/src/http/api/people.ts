import { done, peopleQuery, personAnswer, personChange, personList, signInsEnded } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requireUnbound } from '../../auth/index.ts';
import { messageText } from '../../i18n/index.ts';
import { callerOf, principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { pageAs } from './page-as.ts';
import { answers, idParams } from './route.ts';

const config = { scope: 'admin' } as const;

/** Who may sign in. People see all sessions, so nobody who is bound to some gets at them. */
export function peopleRoutes({ access: { people, signIns } }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook('preHandler', async (request) => requireUnbound(principalOf(request), config.scope));

    app.get(
      '',
      { config, schema: { querystring: peopleQuery, response: answers(200, personList) } },
      async (request) => {
        const message = messageText(request.language, 'people_listed');
        return { success: true as const, message, data: pageAs('people', await people.list(), request.query) };
      },
    );

    const changing = { params: idParams, body: personChange, response: answers(200, personAnswer) };
    app.patch('/:id', { config, schema: changing }, async (request) => {
      const person = await people.change(request.params.id, request.body, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'person_changed'), data: { person } };
    });

    app.delete('/:id', { config, schema: { params: idParams, response: answers(200, done) } }, async (request) => {
      await people.remove(request.params.id, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'person_removed') };
    });

    const ending = { params: idParams, response: answers(200, signInsEnded) };
    app.delete('/:id/sign-ins', { config, schema: ending }, async (request) => {
      const ended_count = await signIns.endAll(request.params.id, undefined, callerOf(request));
      const message = messageText(request.language, 'sign_ins_ended');
      return { success: true as const, message, data: { ended_count } };
    });
  };
}
