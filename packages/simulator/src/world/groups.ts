import type { Blueprint } from './blueprints.ts';
import type { Citizen } from './people.ts';
import type { Random } from './random.ts';
import type { Account, Group, GroupMember, Person } from './types.ts';

/** Where the members of groups come from. */
export type Society = {
  accounts: Account[];
  /** People known only through groups. */
  strangers: Citizen[];
  /** Put into every lid-addressed group, so that some people are known by LID alone. */
  hidden: Person[];
  takenIds: Set<string>;
};

/** Builds one group, adds it to the accounts that are in it, and returns it. `turn` chooses the one account. */
export function createGroupFrom(
  random: Random,
  blueprint: Blueprint,
  society: Society,
  { turn, parentId, extra = [] }: { turn: number; parentId?: string | undefined; extra?: Citizen[] },
): Group {
  const inside =
    blueprint.accounts === 'all'
      ? society.accounts
      : society.accounts.filter((_, at) => at === turn % society.accounts.length);
  const size = Math.max(random.integer(...blueprint.size), inside.length);
  const people = chooseMembers(random, blueprint, society, inside, size, extra);
  const members = withRoles(random, people);
  const { id, createdAt } = newId(random, blueprint, members, society.takenIds);
  const group: Group = {
    id,
    subject: blueprint.subject,
    addressing: blueprint.addressing,
    createdAt,
    members,
    announce: blueprint.announce ?? false,
    ...optional(blueprint),
    ...(blueprint.community ? { community: { kind: blueprint.community, ...(parentId ? { parentId } : {}) } } : {}),
  };
  for (const account of inside) account.groups.push(group);
  return group;
}

function chooseMembers(
  random: Random,
  blueprint: Blueprint,
  society: Society,
  inside: Account[],
  size: number,
  extra: Citizen[],
): Person[] {
  const known = inside.flatMap((account) => random.sample(account.addressBook, Math.ceil(size / 2)));
  const shy = known.filter((entry) => entry.person.hidesPhone).slice(0, 2);
  const strangers = extra.length > 0 ? extra : random.sample(society.strangers, size);
  const wanted = new Set([
    ...inside.map((account) => account.person),
    ...(blueprint.addressing === 'lid' ? society.hidden : []),
    ...(blueprint.addressing === 'lid' ? shy.map((entry) => entry.person) : []),
    ...random.sample([...known.map((entry) => entry.person), ...strangers.map((citizen) => citizen.person)], size * 2),
  ]);
  const owners = new Set(society.accounts.map((account) => account.person));
  for (const account of inside) owners.delete(account.person);
  return [...wanted].filter((person) => !owners.has(person)).slice(0, size);
}

/** The creator is any member; at most two others are admins. */
function withRoles(random: Random, people: Person[]): GroupMember[] {
  const [creator, ...admins] = random.sample(people, random.integer(1, 3));
  return people.map((person) => {
    if (person === creator) return { person, role: 'superadmin' };
    return { person, role: admins.includes(person) ? 'admin' : 'member' };
  });
}

function newId(
  random: Random,
  blueprint: Blueprint,
  members: GroupMember[],
  taken: Set<string>,
): Pick<Group, 'id' | 'createdAt'> {
  const creator = members.find((member) => member.role === 'superadmin')?.person;
  for (;;) {
    const createdAt = blueprint.oldId
      ? 1_400_000_000 + random.integer(0, 90_000_000)
      : 1_640_000_000 + random.integer(0, 100_000_000);
    const id = blueprint.oldId && creator ? `${creator.phone}-${createdAt}` : `120363${random.digits(12)}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return { id, createdAt };
  }
}

function optional(blueprint: Blueprint): Partial<Group> {
  const { description, locked, ephemeralSeconds, joinApproval, membersMayAdd, picture } = blueprint;
  const all = { description, locked, ephemeralSeconds, joinApproval, membersMayAdd, picture };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
