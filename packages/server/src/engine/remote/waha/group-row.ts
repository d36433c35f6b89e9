import { z } from 'zod';
import {
  claimOf,
  firstTold,
  flag,
  id,
  list,
  maybeId,
  type RawGroup,
  type RawMember,
  readMembers,
  roleOf,
  size,
  text,
} from '../reading/index.ts';

const webjsMember = { id: maybeId, isAdmin: flag, isSuperAdmin: flag };
const nowebMember = { lid: maybeId, phoneNumber: maybeId, admin: text };
const gowsMember = { JID: maybeId, PhoneNumber: maybeId, LID: maybeId, IsAdmin: flag, IsSuperAdmin: flag };
const v2Member = { pn: maybeId, role: text };

/** A member in the shape of any engine, or of `participants/v2`. */
export const memberRow: z.ZodType<RawMember> = z
  .looseObject({ ...webjsMember, ...nowebMember, ...gowsMember, ...v2Member })
  .transform((row) => ({
    claim: claimOf([row.id, row.JID, row.lid, row.LID], row.pn ?? row.phoneNumber ?? row.PhoneNumber),
    role: roleOf(row.role ?? row.admin, row.isAdmin ?? row.IsAdmin, row.isSuperAdmin ?? row.IsSuperAdmin),
  }));

const webjsGroup = z.looseObject({ subject: text, desc: text, size, participants: list }).nullish().catch(null);

const fields = z.looseObject({
  id: maybeId,
  JID: maybeId,
  name: text,
  Name: text,
  subject: text,
  desc: text,
  Topic: text,
  size,
  ParticipantCount: size,
  participants: list,
  Participants: list,
  groupMetadata: webjsGroup,
});

/** A group in the shape of WEBJS (a chat with metadata in it), NOWEB (flat, camelCase) or GOWS (flat, PascalCase). */
export const groupRow: z.ZodType<RawGroup> = fields.transform((row, context) => {
  const found = id.safeParse(row.id ?? row.JID).data;
  if (found === undefined) {
    context.addIssue({ code: 'custom', message: 'no id' });
    return z.NEVER;
  }
  const { groupMetadata: meta } = row;
  const rows = row.participants ?? row.Participants ?? meta?.participants;
  return {
    id: found,
    name: firstTold(row.name, row.Name, row.subject, meta?.subject),
    description: firstTold(row.desc, row.Topic, meta?.desc),
    size: row.size ?? row.ParticipantCount ?? meta?.size ?? null,
    is_admin: null,
    profile_picture: null,
    ...readMembers(rows?.length === 0 ? null : rows, memberRow),
  };
});
