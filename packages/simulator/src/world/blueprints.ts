import { hostileSubjects, longDescription } from './hostile.ts';
import type { Group } from './types.ts';

/** What a group is like, before it has an id and members. */
export type Blueprint = Pick<Group, 'subject' | 'addressing'> &
  Partial<
    Pick<
      Group,
      'description' | 'announce' | 'locked' | 'ephemeralSeconds' | 'joinApproval' | 'membersMayAdd' | 'picture'
    >
  > & {
    /** Fewest and most members, the accounts included. */
    size: [number, number];
    /** Which accounts are in it: `all`, or a different one each time. */
    accounts: 'all' | 'one';
    /** Old groups carry their creator's phone and the time of creation in the id. */
    oldId?: boolean;
    community?: 'parent' | 'announce' | 'linked';
  };

const community: Blueprint[] = [
  {
    subject: 'Warga Griya Asri',
    addressing: 'lid',
    size: [20, 30],
    accounts: 'all',
    community: 'parent',
    description: 'Komunitas warga perumahan Griya Asri.',
    joinApproval: true,
  },
  {
    subject: 'Warga Griya Asri',
    addressing: 'lid',
    size: [20, 30],
    accounts: 'all',
    community: 'announce',
    announce: true,
  },
  {
    subject: 'Ronda Malam Blok C',
    addressing: 'lid',
    size: [8, 14],
    accounts: 'all',
    community: 'linked',
    membersMayAdd: true,
  },
];

const believable: Blueprint[] = [
  {
    subject: 'Keluarga Besar Wulandari',
    addressing: 'pn',
    size: [8, 20],
    accounts: 'one',
    picture: 'public',
    membersMayAdd: true,
  },
  {
    subject: 'RT 05 / RW 07 Melati',
    addressing: 'lid',
    size: [15, 40],
    accounts: 'all',
    description: 'Info warga RT 05. Ketua: Pak Slamet.',
    picture: 'public',
  },
  ...community,
  {
    subject: 'Wali Murid 4B SD Harapan',
    addressing: 'lid',
    size: [20, 35],
    accounts: 'one',
    announce: true,
    locked: true,
    description: 'Hanya admin yang dapat mengirim pesan.',
  },
  { subject: 'Alumni SMA 3 Angkatan 2005', addressing: 'pn', size: [30, 60], accounts: 'all', oldId: true },
  { subject: 'Catatan pribadi', addressing: 'pn', size: [1, 1], accounts: 'one' },
  {
    subject: 'Arisan Ibu-Ibu 🌸',
    addressing: 'lid',
    size: [8, 16],
    accounts: 'one',
    description: '',
    ephemeralSeconds: 604_800,
  },
  {
    subject: 'Pelanggan Toko Berkah',
    addressing: 'lid',
    size: [30, 70],
    accounts: 'one',
    joinApproval: true,
    description: longDescription,
  },
  { subject: 'Supplier & Kurir', addressing: 'pn', size: [5, 12], accounts: 'one', picture: 'private' },
  { subject: 'Futsal Kamis Malam ⚽', addressing: 'lid', size: [10, 18], accounts: 'all', membersMayAdd: true },
  { subject: 'Panitia 17 Agustus 🇮🇩', addressing: 'pn', size: [10, 20], accounts: 'one', ephemeralSeconds: 86_400 },
  {
    subject: 'Pengajian Al-Ikhlas',
    addressing: 'lid',
    size: [12, 30],
    accounts: 'all',
    description: 'Setiap Jumat malam, بعد المغرب.',
  },
  { subject: 'Reseller Batik', addressing: 'lid', size: [15, 30], accounts: 'one', announce: true },
];

const hostile: Blueprint[] = hostileSubjects.map((subject, position) => ({
  subject,
  addressing: position % 2 === 0 ? 'lid' : 'pn',
  size: [2, 9],
  accounts: position % 3 === 0 ? 'all' : 'one',
  ...(position % 4 === 0 ? { description: longDescription } : {}),
  ...(position % 4 === 1 ? { description: subject } : {}),
}));

/** Groups the accounts have left; the other accounts may still be in them. */
export const leftBlueprints: Blueprint[] = [
  { subject: 'Jual Beli Motor Bekas', addressing: 'lid', size: [10, 20], accounts: 'all' },
  { subject: 'Reuni SMP', addressing: 'pn', size: [5, 9], accounts: 'one', oldId: true },
];

/** The group of exactly 1,000 members. */
export const bigBlueprint: Blueprint = {
  subject: 'Info Lowongan Kerja Nasional',
  addressing: 'lid',
  size: [1000, 1000],
  accounts: 'all',
  announce: true,
};

/**
 * `count` blueprints. Without `hostile` the believable ones come first and repeat with a number behind the subject;
 * with it every second one is hostile, as long as there are any.
 */
export function chooseBlueprints(count: number, withHostile: boolean): Blueprint[] {
  const cycle = withHostile ? interleave(believable, hostile) : believable;
  return Array.from({ length: count }, (_, position) => {
    const blueprint = cycle[position % cycle.length] as Blueprint;
    const round = Math.floor(position / cycle.length) + 1;
    return round === 1 ? blueprint : { ...blueprint, subject: `${blueprint.subject} ${round}` };
  });
}

function interleave(first: Blueprint[], second: Blueprint[]): Blueprint[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, at) => [first[at], second[at]])
    .flat()
    .filter((blueprint) => blueprint !== undefined);
}
