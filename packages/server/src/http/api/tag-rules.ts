import { done, jobAnswer, newTagRule, tagRuleAnswer, tagRuleChange, tagRuleList } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

const scope = 'contacts:write';

/** Rules that tag by themselves. */
export function tagRuleRoutes({ care }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { response: answers(200, tagRuleList) };
    app.get('', { config: { scope: 'contacts:read' }, schema: listing }, async (request) => {
      const data = { tag_rules: await care.rules.list(principalOf(request)) };
      return { success: true as const, message: messageText(request.language, 'tag_rules_listed'), data };
    });

    const creating = { body: newTagRule, response: answers(201, tagRuleAnswer) };
    app.post('', { config: { scope, audit: 'tag_rule_created' }, schema: creating }, async (request, reply) => {
      const tag_rule = await care.rules.create(principalOf(request), request.body);
      request.deed = { details: { tag_rule_id: tag_rule.id } };
      reply.code(201);
      return { success: true as const, message: messageText(request.language, 'tag_rule_created'), data: { tag_rule } };
    });

    const changing = { params: idParams, body: tagRuleChange, response: answers(200, tagRuleAnswer) };
    app.patch('/:id', { config: { scope, audit: 'tag_rule_changed' }, schema: changing }, async (request) => {
      const tag_rule = await care.rules.change(principalOf(request), request.params.id, request.body);
      request.deed = { details: { tag_rule_id: tag_rule.id } };
      return { success: true as const, message: messageText(request.language, 'tag_rule_changed'), data: { tag_rule } };
    });

    const removing = { params: idParams, response: answers(200, done) };
    app.delete('/:id', { config: { scope, audit: 'tag_rule_deleted' }, schema: removing }, async (request) => {
      await care.rules.remove(principalOf(request), request.params.id);
      request.deed = { details: { tag_rule_id: request.params.id } };
      return { success: true as const, message: messageText(request.language, 'tag_rule_deleted') };
    });

    const running = { params: idParams, response: answers(202, jobAnswer) };
    app.post('/:id/run', { config: { scope, audit: 'tag_rule_run' }, schema: running }, async (request, reply) => {
      const job = await care.rules.run(principalOf(request), request.params.id);
      request.deed = { details: { tag_rule_id: request.params.id, job_id: job.id } };
      reply.code(202);
      return { success: true as const, message: messageText(request.language, 'tag_rule_started'), data: { job } };
    });
  };
}
