import { expectedContacts, expectedMemberships } from '@grabber/simulator';
import type { Stack } from '../../support/stack.ts';

type Cell = string | number | boolean | null;
export type SheetLine = Record<string, Cell>;

const roles = { member: 'anggota', admin: 'admin', superadmin: 'pemilik' };

/** The countries whose people the simulator's worlds have, by their codes. */
const countries: [string, string][] = [
  ['62', 'Indonesia'],
  ['60', 'Malaysia'],
  ['65', 'Singapura'],
  ['966', 'Arab Saudi'],
  ['91', 'India'],
  ['86', 'Tiongkok'],
  ['55', 'Brasil'],
  ['1', 'Amerika Serikat'],
];
const countryOf = (phone: string) => countries.find(([code]) => phone.startsWith(code))?.[1] ?? 'another country';

/** What an export of everybody whom the account knows has to hold, by header, in the order of LIDs; dates are not told. */
export function sheetOfWorld({ account, simulator: { world } }: Stack): SheetLine[] {
  const subjects = new Map(world.groups.map(({ id, subject }) => [id, subject]));
  const memberships = expectedMemberships(account, world);
  const lines = expectedContacts(account, world).map(({ lid, phone, savedName, pushName, inAddressBook }) => {
    const groups = memberships
      .filter((membership) => membership.lid === lid)
      .map(({ groupId, role }) => `${subjects.get(groupId)}: ${roles[role]}`);
    return {
      Nama: savedName ?? pushName,
      Telepon: phone === null ? null : `+${phone}`,
      'Nama push': pushName,
      'Nama usaha': null,
      Negara: phone === null ? null : countryOf(phone),
      'Grup dan peran': groups.sort().join('\n'),
      Tag: null,
      Catatan: null,
      'Tersimpan di HP': inAddressBook,
      'Akun bisnis': false,
      LID: lid,
    };
  });
  return lines.sort(byLid);
}

/** A sheet's lines by their headers, in the same form. */
export function linesOfSheet([headers = [], ...rows]: Cell[][]): SheetLine[] {
  const parts = (cell: Cell | undefined) => String(cell ?? '').split(' | ');
  const lines = rows.map((row) => {
    const line = Object.fromEntries(headers.map((header, at) => [header, row[at] ?? null]));
    const { Grup, Peran, 'Pertama dilihat': _first, 'Terakhir diperbarui': _updated, ...rest } = line;
    const role = parts(Peran);
    const groups = Grup === null ? [] : parts(Grup).map((group, at) => `${group}: ${role[at]}`);
    return { ...rest, 'Grup dan peran': groups.sort().join('\n') };
  });
  return lines.sort(byLid);
}

function byLid(one: SheetLine, other: SheetLine): number {
  return String(one['LID']) < String(other['LID']) ? -1 : 1;
}
