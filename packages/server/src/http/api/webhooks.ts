import {
  deliveriesQuery,
  deliveryAnswer,
  deliveryList,
  done,
  newWebhook,
  webhookAnswer,
  webhookChange,
  webhookCreated,
  webhookList,
  webhookReplay,
  webhookRotated,
  webhookRotation,
  webhooksQuery,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { messageText } from '../../i18n/index.ts';
import { callerOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { pageAs } from './page-as.ts';
import { answers, idParams } from './route.ts';

const scope = 'webhooks:write';
const deliveryParams = idParams.extend({ delivery_id: z.coerce.number().int().min(0).max(2_147_483_647).catch(0) });

/** Who is told of changes, and what became of each delivery. */
export function webhookRoutes({ webhooks }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { querystring: webhooksQuery, response: answers(200, webhookList) };
    app.get('', { config: { scope }, schema: listing }, async (request) => {
      const data = pageAs('webhooks', await webhooks.list(callerOf(request)), request.query);
      return { success: true as const, message: messageText(request.language, 'webhooks_listed'), data };
    });

    const creating = { body: newWebhook, response: answers(201, webhookCreated) };
    const created = { scope, audit: 'webhook_created', secretAnswer: true } as const;
    app.post('', { config: created, schema: creating }, async (request, reply) => {
      const data = await webhooks.create(request.body, callerOf(request));
      request.deed = { details: { webhook_id: data.webhook.id } };
      reply.code(201);
      return { success: true as const, message: messageText(request.language, 'webhook_created'), data };
    });

    const changing = { params: idParams, body: webhookChange, response: answers(200, webhookAnswer) };
    app.patch('/:id', { config: { scope, audit: 'webhook_changed' }, schema: changing }, async (request) => {
      const { id } = request.params;
      request.deed = { details: { webhook_id: id } };
      const webhook = await webhooks.change(id, request.body, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'webhook_changed'), data: { webhook } };
    });

    const removing = { params: idParams, response: answers(200, done) };
    app.delete('/:id', { config: { scope, audit: 'webhook_deleted' }, schema: removing }, async (request) => {
      request.deed = { details: { webhook_id: request.params.id } };
      await webhooks.remove(request.params.id, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'webhook_deleted') };
    });

    const rotating = { params: idParams, body: webhookRotation, response: answers(200, webhookRotated) };
    const rotated = { scope, audit: 'webhook_secret_rotated', secretAnswer: true } as const;
    app.post('/:id/rotate-secret', { config: rotated, schema: rotating }, async (request) => {
      const { id } = request.params;
      request.deed = { details: { webhook_id: id } };
      const graceMs = request.body.grace_seconds * 1000;
      const { webhook, secret, old_until } = await webhooks.rotate(id, graceMs, callerOf(request));
      const message = messageText(request.language, 'webhook_rotated');
      return { success: true as const, message, data: { webhook, secret, old_secret_valid_until: old_until } };
    });

    const testing = { params: idParams, response: answers(200, deliveryAnswer) };
    app.post('/:id/test', { config: { scope, audit: 'webhook_tested' }, schema: testing }, async (request) => {
      request.deed = { details: { webhook_id: request.params.id } };
      const delivery = await webhooks.test(request.params.id, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'webhook_tested'), data: { delivery } };
    });

    const replaying = { params: idParams, body: webhookReplay, response: answers(200, webhookAnswer) };
    app.post('/:id/replay', { config: { scope, audit: 'webhook_replayed' }, schema: replaying }, async (request) => {
      const { id } = request.params;
      request.deed = { details: { webhook_id: id, since: request.body.since } };
      const webhook = await webhooks.replaySince(id, request.body.since, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'webhook_replayed'), data: { webhook } };
    });

    const looking = { params: idParams, querystring: deliveriesQuery, response: answers(200, deliveryList) };
    app.get('/:id/deliveries', { config: { scope }, schema: looking }, async (request) => {
      const { rows, ...facts } = await webhooks.deliveries(request.params.id, request.query, callerOf(request));
      const message = messageText(request.language, 'deliveries_listed');
      return { success: true as const, message, data: { deliveries: rows, ...facts } };
    });

    const repeating = { params: deliveryParams, response: answers(200, deliveryAnswer) };
    const repeated = { scope, audit: 'webhook_replayed' } as const;
    app.post('/:id/deliveries/:delivery_id/replay', { config: repeated, schema: repeating }, async (request) => {
      const { id, delivery_id } = request.params;
      request.deed = { details: { webhook_id: id, delivery_id } };
      const delivery = await webhooks.replay(id, delivery_id, callerOf(request));
      return { success: true as const, message: messageText(request.language, 'webhook_replayed'), data: { delivery } };
    });
  };
}
