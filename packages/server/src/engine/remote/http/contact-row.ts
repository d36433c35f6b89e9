import { z } from 'zod';
import { claimOf, firstTold, flag, maybeId, type RawPerson, text, told } from '../reading/index.ts';

/** A contact in every spelling (compatibility.md, section 2), with what engines of ours may tell beyond it. */
const fields = z.looseObject({
  id: maybeId,
  jid: maybeId,
  lid: maybeId,
  number: text,
  phone: text,
  name: text,
  shortName: text,
  pushname: text,
  verified_name: text,
  saved_name: text,
  chat_name: text,
  isMyContact: flag,
  in_address_book: flag,
  has_chat: flag,
  isBlocked: flag,
  is_blocked: flag,
  isBusiness: flag,
  is_business: flag,
  profile_picture: text,
  picture: text,
  profilePicUrl: text,
});

/**
 * The contract lists a contact by one name and does not say where it is from. Where nothing tells, a name other than the push name can only be from
 * the address book, and whoever has none must have a chat, since there is no third way to be a contact.
 */
export const contactRow: z.ZodType<RawPerson> = fields.transform((row) => {
  const name = firstTold(row.name, row.shortName);
  const push = told(row.pushname);
  const inBook = row.in_address_book ?? row.isMyContact ?? (name !== null && name !== push);
  const hasChat = row.has_chat ?? !inBook;
  return {
    claim: claimOf([row.id, row.jid, row.lid], row.phone ?? row.number),
    saved_name: told(row.saved_name) ?? (inBook ? name : null),
    chat_name: told(row.chat_name) ?? (inBook || name === push ? null : name),
    push_name: push,
    verified_name: told(row.verified_name),
    in_address_book: inBook,
    has_chat: hasChat,
    is_blocked: row.is_blocked ?? row.isBlocked ?? false,
    is_business: row.is_business ?? row.isBusiness ?? false,
    profile_picture: firstTold(row.profile_picture, row.picture, row.profilePicUrl),
  };
});
