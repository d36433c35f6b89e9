import {
  groupAnswer,
  groupList,
  groupMembers,
  groupOverlap,
  groupsQuery,
  membersQuery,
  overlapQuery,
} from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import type { HttpDeps } from '../ports.ts';
import { answers, idParams } from './route.ts';

const reading = { scope: 'contacts:read' } as const;

/** Groups of all sessions that the caller sees, and who is in them. */
export function groupRoutes({ contactQueries }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const listing = { querystring: groupsQuery, response: answers(200, groupList) };
    app.get('', { config: reading, schema: listing }, async (request) => {
      const { rows, ...facts } = await contactQueries.groups(principalOf(request).sessions, request.query);
      const message = messageText(request.language, 'groups_found');
      return { success: true as const, message, data: { groups: rows, ...facts } };
    });

    const overlapping = { querystring: overlapQuery, response: answers(200, groupOverlap) };
    app.get('/overlap', { config: reading, schema: overlapping }, async (request) => {
      const data = await contactQueries.overlap(request.query.ids, principalOf(request).sessions);
      return { success: true as const, message: messageText(request.language, 'groups_compared'), data };
    });

    const one = { params: idParams, response: answers(200, groupAnswer) };
    app.get('/:id', { config: reading, schema: one }, async (request) => {
      const group = await contactQueries.group(request.params.id, principalOf(request).sessions);
      return { success: true as const, message: messageText(request.language, 'group_found'), data: { group } };
    });

    const membership = { params: idParams, querystring: membersQuery, response: answers(200, groupMembers) };
    app.get('/:id/members', { config: reading, schema: membership }, async (request) => {
      const { sessions } = principalOf(request);
      const { rows, ...facts } = await contactQueries.members(request.params.id, sessions, request.query);
      const message = messageText(request.language, 'members_found');
      return { success: true as const, message, data: { members: rows, ...facts } };
    });
  };
}
