import {
  done,
  newSession,
  sessionAnswer,
  sessionCreated,
  sessionList,
  sessionMoved,
  sessionStatusAnswer,
  sessionsQuery,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText, reasonText } from '../../i18n/index.ts';
import { principalOf, sessionOf } from '../access.ts';
import { createSession, sessionFrom } from '../new-session.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, sessionParams } from './route.ts';
import { sessionPage } from './session-page.ts';

const reading = { scope: 'sessions:read' } as const;
const writing = { scope: 'sessions:write' } as const;

/** Accounts: list, create, look, connect, log out, delete. */
export function sessionRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const { sessions } = deps;
  return async (app) => {
    const listing = { querystring: sessionsQuery, response: answers(200, sessionList) };
    app.get('', { config: reading, schema: listing }, async (request) => {
      return {
        success: true as const,
        ...sessionPage(await sessions.list(principalOf(request).sessions), request.query),
      };
    });

    app.get('/active', { config: reading, schema: listing }, async (request) => {
      const active = await sessions.list(principalOf(request).sessions, { activeOnly: true });
      return { success: true as const, ...sessionPage(active, request.query) };
    });

    const creating = { body: newSession, response: answers(201, sessionCreated) };
    app.post('', { config: { ...writing, audit: 'session_created' }, schema: creating }, async (request, reply) => {
      const session = await createSession(request, deps, sessionFrom(request.body));
      const message = messageText(request.language, 'session_created');
      reply.code(201);
      return { success: true as const, message, session, status: session.status };
    });

    const one = { params: sessionParams, response: answers(200, sessionAnswer) };
    app.get('/:session_id', { config: reading, schema: one }, async (request) => {
      const session = await sessions.get(sessionOf(request, request.params.session_id));
      return { success: true as const, message: messageText(request.language, 'session_found'), data: { session } };
    });

    const state = { params: sessionParams, response: answers(200, sessionStatusAnswer) };
    app.get('/:session_id/status', { config: reading, schema: state }, async (request) => {
      const session = await sessions.get(sessionOf(request, request.params.session_id));
      const { session_id, status, phone_number, status_reason, sync_state, sync_missing } = session;
      const status_text = status_reason && reasonText(request.language, status_reason);
      const data = { session_id, status, phone_number, status_reason, status_text, sync_state, sync_missing };
      return { success: true as const, message: messageText(request.language, 'session_status'), data };
    });

    const removing = { params: sessionParams, response: answers(200, done) };
    app.delete(
      '/:session_id',
      { config: { ...writing, audit: 'session_deleted' }, schema: removing },
      async (request) => {
        await sessions.delete(sessionOf(request, request.params.session_id));
        return { success: true as const, message: messageText(request.language, 'session_deleted') };
      },
    );

    const moves = [
      ['connect', 'session_connecting', 'session_connected'],
      ['reconnect', 'session_reconnecting', 'session_reconnected'],
      ['logout', 'session_logged_out', 'session_logged_out'],
    ] as const;
    const moving = { params: sessionParams, response: answers(200, sessionMoved) };
    for (const [move, message, audit] of moves) {
      app.post(`/:session_id/${move}`, { config: { ...writing, audit }, schema: moving }, async (request) => {
        const { session_id, status } = await sessions[move](sessionOf(request, request.params.session_id));
        return {
          success: true as const,
          message: messageText(request.language, message),
          data: { session_id, status },
        };
      });
    }
  };
}
