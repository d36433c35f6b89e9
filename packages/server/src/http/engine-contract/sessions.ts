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
import { sessionOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { engineAnswers, engineParams } from './route.ts';
import { spellSession } from './spelling.ts';

const reading = { scope: 'sessions:read' } as const;
const writing = { scope: 'sessions:write' } as const;

/** Accounts, as the old application drives its engine. */
export function engineSessionRoutes({ sessions }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('', { config: reading, schema: { response: engineAnswers(engineSessionList) } }, async () => {
      return { success: true as const, data: (await sessions.list()).map(spellSession) };
    });

    const creating = { body: engineNewSession, response: engineAnswers(engineSessionMoved) };
    app.post('/create', { config: writing, schema: creating }, async (request) => {
      const { sessionId, name, phoneNumber = null } = request.body;
      const input = { session_id: sessionId, name: name || sessionId, phone_number: phoneNumber };
      const { status } = await sessions.create(input);
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
    app.post('/:sessionId/reconnect', { config: writing, schema: moving }, async (request) => {
      const { session_id, status } = await sessions.reconnect(sessionOf(request, request.params.sessionId));
      const message = messageText('en', 'session_reconnecting');
      return { success: true as const, message, data: { sessionId: session_id, status } };
    });

    const removing = { params: engineParams, response: engineAnswers(engineDone) };
    app.delete('/:sessionId', { config: writing, schema: removing }, async (request) => {
      await sessions.delete(sessionOf(request, request.params.sessionId));
      return { success: true as const, message: messageText('en', 'session_deleted') };
    });
  };
}
