import { z } from 'zod';
import { claimOf, firstTold, flag, id, maybeId, type RawPerson, text, told } from '../reading/index.ts';

const fields = z.looseObject({
  id,
  lid: maybeId,
  phoneNumber: maybeId,
  name: text,
  pushname: text,
  notify: text,
  shortName: text,
  verifiedName: text,
  isMyContact: flag,
  isGroup: flag,
  isMe: flag,
  isBlocked: flag,
  isBusiness: flag,
});

/**
 * A contact of any engine; null for a group and for the account itself, which WEBJS lists too. Only WEBJS and WPP say who is in the address book; of the
 * others a name is a hint, no more. The field `number` is not read: of a LID it holds the LID's digits.
 */
export const contactRow: z.ZodType<RawPerson | null> = fields.transform((row) => {
  if (row.isGroup || row.isMe) return null;
  const name = firstTold(row.name, row.shortName);
  const inBook = row.isMyContact ?? name !== null;
  return {
    claim: claimOf([row.id, row.lid], row.phoneNumber),
    saved_name: inBook ? name : null,
    push_name: firstTold(row.pushname, row.notify),
    verified_name: told(row.verifiedName),
    in_address_book: inBook,
    is_blocked: row.isBlocked ?? false,
    is_business: row.isBusiness ?? told(row.verifiedName) !== null,
  };
});

/** A chat of any engine; null for groups. */
export const chatRow: z.ZodType<RawPerson | null> = z
  .looseObject({ id, name: text, isGroup: flag })
  .transform((row) => (row.isGroup ? null : { claim: claimOf([row.id]), chat_name: told(row.name), has_chat: true }));
