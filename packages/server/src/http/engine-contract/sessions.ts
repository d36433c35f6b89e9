import {
  engineDone,
  engineNewSession,
  engineQrAnswer,
  engineSessionAnswer,
  engineSessionList,
  engineSessionMoved,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf, sessionOf } from '../access.ts';
import { createSession } from '../new-session.ts';
import type { HttpDeps } from '../ports.ts';
import { engineAnswers, engineParams } from './route.ts';
import { spellSession } from './spelling.ts';

const reading = { scope: 'sessions:read' } as const;
const writing = { scope: 'sessions:write' } as const;

/** Accounts, as the old application drives its engine. */
export function engineSessionRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const { sessions } = deps;
  return async (app) => {
    app.get('', { config: reading, schema: { response: engineAnswers(engineSessionList) } }, async (request) => {
      return { success: true as const, data: (await sessions.list(principalOf(request).sessions)).map(spellSession) };
    });

    const creating = { body: engineNewSession, response: engineAnswers(engineSessionMoved) };
    app.post('/create', { config: { ...writing, audit: 'session_created' }, schema: creating }, async (request) => {
      const { sessionId, name, phoneNumber = null } = request.body;
      const input = { session_id: sessionId, name: name || sessionId, phone_number: phoneNumber };
      const { status } = await createSession(request, deps, input);
      return { success: true as const, message: messageText('en', 'session_created'), data: { sessionId, status } };
    });

    const showing = { params: engineParams, response: engineAnswers(engineQrAnswer) };
    app.get('/:sessionId/qr', { config: reading, schema: showing }, async (request) => {
      const id = sessionOf(request, request.params.sessionId);
      const { session_id: sessionId, status } = await sessions.get(id);
      const { qr_code } = await sessions.pairing(id);
      const code = qr_code === null ? { message: messageText('en', 'qr_none') } : { qrCode: qr_code };
      return { success: true as const, data: { sessionId, status, ...code } };
    });

    const looking = { params: engineParams, response: engineAnswers(engineSessionAnswer) };
    app.get('/:sessionId/status', { config: reading, schema: looking }, async (request) => {
      const session = await sessions.get(sessionOf(request, request.params.sessionId));
      return { success: true as const, data: spellSession(session) };
    });

    const moving = { params: engineParams, response: engineAnswers(engineSessionMoved) };
    app.post(
      '/:sessionId/reconnect',
      { config: { ...writing, audit: 'session_reconnected' }, schema: moving },
      async (request) => {
        const { session_id, status } = await sessions.reconnect(sessionOf(request, request.params.sessionId));
        const message = messageText('en', 'session_reconnecting');
        return { success: true as const, message, data: { sessionId: session_id, status } };
      },
    );

    const removing = { params: engineParams, response: engineAnswers(engineDone) };
    app.delete(
      '/:sessionId',
      { config: { ...writing, audit: 'session_deleted' }, schema: removing },
      async (request) => {
        await sessions.delete(sessionOf(request, request.params.sessionId));
        return { success: true as const, message: messageText('en', 'session_deleted') };
      },
    );
  };
}
