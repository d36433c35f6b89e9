import { done, invitationCreated, invitationList, invitationsQuery, newInvitation } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requireUnbound } from '../../auth/index.ts';
import { messageText } from '../../i18n/index.ts';
import { callerOf, principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { pageAs } from './page-as.ts';
import { answers, idParams } from './route.ts';

const config = { scope: 'admin' } as const;

/** Links by which others come in, each with a role and for one person. */
export function invitationRoutes({ access: { people } }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook('preHandler', async (request) => requireUnbound(principalOf(request), config.scope));

    app.get(
      '',
      { config, schema: { querystring: invitationsQuery, response: answers(200, invitationList) } },
      async (request) => {
        const data = pageAs('invitations', await people.invitations(), request.query);
        return { success: true as const, message: messageText(request.language, 'invitations_listed'), data };
      },
    );

    const inviting = { body: newInvitation, response: answers(201, invitationCreated) };
    app.post('', { config: { ...config, secretAnswer: true }, schema: inviting }, async (request, reply) => {
      const data = await people.invite(request.body, callerOf(request));
      reply.code(201);
      return { success: true as const, message: messageText(request.language, 'invitation_created'), data };
    });

    const revoking = { params: idParams, response: answers(200, done) };
    app.delete('/:id', { config, schema: revoking }, async (request) => {
      await people.revokeInvitation(request.params.id, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'invitation_revoked') };
    });
  };
}
