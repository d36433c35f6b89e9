/**
 * WhatsApp ids. A person is `<digits>@s.whatsapp.net` (phone, "PN"; old engines write `@c.us`) or `<digits>@lid`
 * (hidden identity; its digits are never a phone number), a group `<digits>[-<digits>]@g.us`.
 * Device (`:3`) and agent (`.1`) suffixes belong to a device, not to the person.
 */
export type Jid = { kind: 'pn'; digits: string } | { kind: 'lid'; digits: string } | { kind: 'group'; id: string };

const personPattern = /^(\d{1,32})(?:\.\d+)?(?:_\d+)?(?::\d+)?@(s\.whatsapp\.net|c\.us|lid)$/;
const groupPattern = /^\d{1,32}(?:-\d{1,32})?@g\.us$/;

/** Reads an id in any spelling; undefined for broadcasts, newsletters and anything else that is no person and no group. */
export function parseJid(text: string | null | undefined): Jid | undefined {
  if (!text) return undefined;
  if (groupPattern.test(text)) return { kind: 'group', id: text };
  const match = personPattern.exec(text);
  const digits = match?.[1];
  if (!digits) return undefined;
  return match[2] === 'lid' ? { kind: 'lid', digits } : { kind: 'pn', digits };
}

/** Digits of a phone id, undefined for every other id. */
export function pnOf(text: string | null | undefined): string | undefined {
  const jid = parseJid(text);
  return jid?.kind === 'pn' ? jid.digits : undefined;
}

/** Digits of a LID, undefined for every other id. */
export function lidOf(text: string | null | undefined): string | undefined {
  const jid = parseJid(text);
  return jid?.kind === 'lid' ? jid.digits : undefined;
}

/** The `contact_id` of a person: by phone as soon as it is known, by LID until then. Throws when neither is known. */
export function contactIdOf(person: { pn: string | null; lid: string | null }): string {
  if (person.pn) return `${person.pn}@s.whatsapp.net`;
  if (person.lid) return `${person.lid}@lid`;
  throw new Error('a person needs a phone or a LID');
}
