import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { pageFacts, pageQuery } from './paging.ts';
import { scope } from './scopes.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

const boundSessions = z.array(z.string().min(1).max(255)).max(1000);

/** An API key as it may be shown: without its secret. */
export const apiKey = z
  .object({
    id: z.int(),
    name: z.string(),
    /** First characters of the key, to recognise it by. */
    prefix: z.string(),
    /** Those of a newer program may be among them. */
    scopes: z.array(z.string()),
    /** The sessions it is bound to; null: all. */
    sessions: z.array(z.string()).nullable(),
    created_at: time,
    last_used_at: time.nullable(),
    expires_at: time.nullable(),
    revoked_at: time.nullable(),
  })
  .meta({ id: 'ApiKey' });

export const newApiKey = z
  .strictObject({
    name,
    scopes: z.array(scope).min(1).max(32),
    /** Left out or null: all sessions that the caller may see. */
    sessions: boundSessions.nullish(),
    expires_at: z.iso.datetime().nullish(),
  })
  .meta({ id: 'NewApiKey' });

/** How long the old secret stays valid beside the new one; 0: not at all. */
export const keyRotation = z
  .strictObject({
    grace_seconds: z
      .int()
      .min(0)
      .max(30 * 86_400)
      .default(0),
  })
  .meta({ id: 'KeyRotation' });

/** `key` is the secret, shown here and never again. */
export const apiKeyCreated = answerOf(z.object({ api_key: apiKey, key: z.string() })).meta({ id: 'ApiKeyCreated' });
export const apiKeyRotated = answerOf(
  z.object({ api_key: apiKey, key: z.string(), old_key_valid_until: time.nullable() }),
).meta({ id: 'ApiKeyRotated' });
export const apiKeysQuery = pageQuery(['id', '-id', 'name', '-name']);
export const apiKeyList = answerOf(z.object({ keys: z.array(apiKey), ...pageFacts })).meta({ id: 'ApiKeyList' });
