import { z } from 'zod';

const place = z.enum(['groups', 'app-state', 'picture']).optional();
const ms = z.int().min(0).max(3_600_000);

/** A fault as JSON, see the type `Fault`. */
const fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rate-overlimit'), on: place }),
  z.object({ kind: z.literal('no-answer'), on: place }),
  z.object({ kind: z.literal('slow-answer'), ms, on: place }),
  z.object({ kind: z.literal('drop-mid-reply'), on: place }),
  z.object({ kind: z.literal(['replaced', 'logged-out', 'banned', 'client-outdated', 'server-away']) }),
  z.object({ kind: z.literal(['upgrade-refused', 'empty-groups']) }),
  z.object({
    kind: z.literal('malformed-groups'),
    missing: z.enum(['id', 'subject', 'participants', 'participant-jid']),
  }),
  z.object({ kind: z.literal(['history-late', 'app-state-key-late']), ms }),
]);

/** `{set: fault, account?, times?}` switches one on, `{clear: kind}` or `{clear: "all"}` off. */
export const faultsBody = z.union([
  z.object({ set: fault, account: z.string().optional(), times: z.int().positive().optional() }),
  z.object({ clear: z.string() }),
]);
