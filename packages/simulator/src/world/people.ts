import { hostileNames } from './hostile.ts';
import { first, personName, shopName } from './names.ts';
import { chooseCountry, newLid, newPhone, newPhoneLikeLid } from './phones.ts';
import type { Random } from './random.ts';
import type { Person } from './types.ts';

/**
 * A person with the name that people who know them use; the world itself keeps only the push name. `isLocal` people
 * are called "Pak", "Bu", "Mama ..." in address books; shops and foreigners are not.
 */
export type Citizen = { person: Person; name: string; isLocal: boolean };

/** Makes people whose phones and LIDs are all different. */
export type Registry = {
  citizens: Citizen[];
  /** `count` ordinary people. */
  settle(count: number): Citizen[];
  /** The owner of an account: Indonesian, phone never hidden. */
  settleOwner(position: number): Citizen;
  /** Somebody who hides their phone and whose LID looks like an Indonesian phone number. */
  settlePhoneLike(): Citizen;
};

const pictures: Person['picture'][] = ['public', 'public', 'public', 'private', 'none'];
const ownerNames = ['Rina Wulandari', 'Toko Berkah Jaya', 'Pak Hendra', 'Koperasi Melati'];

/** Starts an empty registry; `hostile` gives every fourth person a push name that breaks careless software. */
export function createRegistry(random: Random, hostile: boolean): Registry {
  const takenPhones = new Set<string>();
  const takenLids = new Set<string>();
  const citizens: Citizen[] = [];
  const keep = (citizen: Citizen): Citizen => {
    citizens.push(citizen);
    return citizen;
  };
  const settleOne = (): Citizen => {
    const country = chooseCountry(random);
    const name = personName(random, country);
    const position = citizens.length;
    const isHostile = hostile && position % 4 === 3;
    const person: Person = {
      phone: newPhone(random, country, takenPhones),
      lid: newLid(random, takenLids),
      pushName: isHostile ? (hostileNames[(position >> 2) % hostileNames.length] ?? '') : pushNameOf(random, name),
      hidesPhone: random.chance(0.3),
      picture: random.pick(pictures),
    };
    return random.chance(0.05)
      ? asBusiness(random, person)
      : { person, name, isLocal: country === 'ID' && /^[ -~]+$/.test(name) };
  };
  return {
    citizens,
    settle: (count) => Array.from({ length: count }, () => keep(settleOne())),
    settleOwner: (position) =>
      keep({
        person: {
          phone: newPhone(random, 'ID', takenPhones),
          lid: newLid(random, takenLids),
          pushName: ownerNames[position] ?? `Akun ${position + 1}`,
          hidesPhone: false,
          picture: 'public',
        },
        name: ownerNames[position] ?? `Akun ${position + 1}`,
        isLocal: false,
      }),
    settlePhoneLike: () => {
      const citizen = settleOne();
      const lid = newPhoneLikeLid(random, takenLids);
      return keep({ ...citizen, person: { ...citizen.person, lid, hidesPhone: true } });
    },
  };
}

function pushNameOf(random: Random, name: string): string {
  if (random.chance(0.15)) return '';
  return random.chance(0.4) ? first(name) : name;
}

function asBusiness(random: Random, person: Person): Citizen {
  const name = shopName(random);
  return { person: { ...person, pushName: name, verifiedName: name, hidesPhone: false }, name, isLocal: false };
}
