/** Headers that requests of many routes may have. */
export const parameters = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description: 'Language of the texts: `id` or `en`. The engine contract always answers in English.',
    schema: { type: 'string' },
    example: 'en',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'A text of the caller, new for each thing that is to be done: the same request with the same key within 24 hours is done once and answered again, with `Idempotent-Replayed: true`.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: '3f1c2f5e-9d6c-4f07-8a9a-0c8f4a1d2b3c',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: '`ETag` of an answer that the caller has kept.',
    schema: { type: 'string' },
    example: 'W/"2jmj7l5rSw0yVb_vlWAYkK_YBwk"',
  },
};

/** Headers of answers. */
export const headers = {
  RequestId: {
    description: 'The caller’s `X-Request-Id` when it is a harmless one, else a new one; it stands in our log.',
    schema: { type: 'string' },
    example: 'b0f5c2d4',
  },
  RateLimit: {
    description: 'What is left of the limits in `RateLimit-Policy`: requests, and seconds until they are counted anew.',
    schema: { type: 'string' },
    example: '"address";r=2399;t=60, "key";r=1199;t=60',
  },
  RetryAfter: { description: 'Seconds to wait before the next try.', schema: { type: 'integer' }, example: 60 },
};
