import { z } from 'zod';

/** Printable and of one line: what goes into a header or an address. */
const word = z
  .string()
  .max(1000)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/**
 * Where an account lives that somebody else's gateway holds: another engine of the seed's contract (`http`), WAHA or GoWA.
 * `session` is the gateway's own name of the account; left out, it is our session id (`http`), `default` (`waha`) or the only
 * device (`gowa`). With `manages_account` this program may also start, link and unlink the account there; left out, only with `http`.
 */
export const newGateway = z
  .object({
    kind: z.enum(['http', 'waha', 'gowa']),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    session: word.max(255).optional(),
    api_key: word.optional(),
    username: word.optional(),
    password: word.optional(),
    manages_account: z.boolean().optional(),
  })
  .meta({ id: 'NewGateway' });
export type NewGateway = z.infer<typeof newGateway>;
