import { z } from 'zod';
import {
  claimOf,
  firstTold,
  flag,
  list,
  maybeId,
  type RawGroup,
  type RawMember,
  readMembers,
  roleOf,
  size,
  text,
} from '../reading/index.ts';

const memberFields = z.looseObject({
  id: maybeId,
  jid: maybeId,
  lid: maybeId,
  number: text,
  phone: text,
  role: text,
  admin: text,
  is_admin: flag,
  isAdmin: flag,
  isSuperAdmin: flag,
});

/** Some engines list a member as a bare id. */
const memberRow: z.ZodType<RawMember> = z
  .preprocess((row) => (typeof row === 'string' ? { id: row } : row), memberFields)
  .transform((row) => ({
    claim: claimOf([row.id, row.jid, row.lid], row.phone ?? row.number),
    role: roleOf(row.role ?? row.admin, row.is_admin ?? row.isAdmin, row.isSuperAdmin),
  }));

const fields = z.looseObject({
  id: maybeId,
  jid: maybeId,
  name: text,
  subject: text,
  description: text,
  desc: text,
  participants: list,
  participants_count: size,
  participantCount: size,
  size: size,
  is_admin: flag,
  isAdmin: flag,
  isSuperAdmin: flag,
  profile_picture: text,
  picture: text,
  profilePicUrl: text,
});

/** A group in every spelling (compatibility.md, section 2). */
export const groupRow: z.ZodType<RawGroup> = fields.transform((row, context) => {
  const id = row.id ?? row.jid;
  if (!id) {
    context.addIssue({ code: 'custom', message: 'no id' });
    return z.NEVER;
  }
  return {
    id,
    name: firstTold(row.name, row.subject),
    description: firstTold(row.description, row.desc),
    size: row.participants_count ?? row.participantCount ?? row.size ?? null,
    is_admin: row.is_admin ?? row.isAdmin ?? row.isSuperAdmin ?? null,
    profile_picture: firstTold(row.profile_picture, row.picture, row.profilePicUrl),
    ...readMembers(row.participants, memberRow),
  };
});
