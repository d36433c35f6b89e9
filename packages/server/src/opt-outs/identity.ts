import type { Digests } from './digests.ts';

/** Somebody, by phone digits, hidden id, or both. */
export type PersonIds = { phone: string | null; lid: string | null };

/** What the list knows somebody by. */
export function hashesOf(digests: Digests, { phone, lid }: PersonIds) {
  return {
    phone_hash: phone === null ? null : digests.phone(phone),
    lid_hash: lid === null ? null : digests.lid(lid),
  };
}

/** Enough to be recognised by who knows the number. */
export function hintOf({ phone, lid }: PersonIds): string {
  const digits = phone ?? lid ?? '';
  return phone === null ? `LID •••${digits.slice(-4)}` : `+${digits.slice(0, 2)}•••••${digits.slice(-4)}`;
}
