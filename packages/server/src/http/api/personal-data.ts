import { personalDataAnswer, personRef } from '@grabber/contract';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requireUnbound } from '../../auth/index.ts';
import { messageText } from '../../i18n/index.ts';
import { principalOf } from '../access.ts';
import { personOf } from '../person.ts';
import type { HttpDeps } from '../ports.ts';
import { answers } from './route.ts';

/** A copy of everything that is held on one person. */
export function personalDataRoutes({ privacy, settings }: HttpDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const config = { scope: 'export', audit: 'personal_data_copied', secretAnswer: true } as const;
    app.post(
      '',
      { config, schema: { body: personRef, response: answers(200, personalDataAnswer) } },
      async (request) => {
        requireUnbound(principalOf(request), 'contacts:read');
        const personal_data = await privacy.personalData(await personOf(request.body, settings));
        const message = messageText(request.language, 'personal_data_copied');
        return { success: true as const, message, data: { personal_data } };
      },
    );
  };
}
