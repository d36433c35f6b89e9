import { acceptRequest, setupRequest, setupState, signedIn, signInRequest } from '@grabber/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Entered, Visitor } from '../../auth/index.ts';
import { type MessageKey, messageText } from '../../i18n/index.ts';
import type { HttpDeps } from '../ports.ts';
import { setSignInCookie } from '../sign-in-cookie.ts';
import { answers } from './route.ts';

const config = { scope: 'public' } as const;

/** How people come in: the first owner, the invited, and everybody by password. */
export function authRoutes({ access: { entering } }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/setup', { config, schema: { response: answers(200, setupState) } }, async (request) => {
      const needed = await entering.setupNeeded();
      return { success: true as const, message: messageText(request.language, 'setup_read'), data: { needed } };
    });

    const settingUp = { body: setupRequest, response: answers(201, signedIn) };
    app.post('/setup', { config, schema: settingUp }, async (request, reply) => {
      const entered = await entering.setUp(request.body, visitorOf(request));
      reply.code(201);
      return letIn(request, reply, entered, 'owner_created');
    });

    const accepting = { body: acceptRequest, response: answers(201, signedIn) };
    app.post('/invitations/accept', { config, schema: accepting }, async (request, reply) => {
      const entered = await entering.accept(request.body, visitorOf(request));
      reply.code(201);
      return letIn(request, reply, entered, 'signed_in');
    });

    const signingIn = { body: signInRequest, response: answers(200, signedIn) };
    app.post('/sign-in', { config, schema: signingIn }, async (request, reply) => {
      return letIn(request, reply, await entering.signIn(request.body, visitorOf(request)), 'signed_in');
    });
  };
}

function letIn(request: FastifyRequest, reply: FastifyReply, { person, ...started }: Entered, message: MessageKey) {
  setSignInCookie(request, reply, started);
  const data = { person, expires_at: started.expires_at };
  return { success: true as const, message: messageText(request.language, message), data };
}

function visitorOf({ ip, headers }: FastifyRequest): Visitor {
  return { address: ip, userAgent: headers['user-agent'] ?? null };
}
