import {
  type Account,
  addPerson,
  type Group,
  type MockPhone,
  type Person,
  type Simulator,
  type World,
} from '@grabber/simulator';

/** One thing that happens: what kind of thing, and to whom, by numbers that are taken modulo what there is. */
export type Happening = readonly [kind: number, who: number, where: number];

type Scene = { world: World; account: Account; phone: MockPhone; who: number; where: number; serial: number };
type Deed = (scene: Scene) => void;

/** The serial number of the deed follows. */
const freshNumbers = '628980';

const pick = <T>(from: readonly T[], number: number): T | undefined => from[number % Math.max(1, from.length)];
const others = ({ account, world }: Scene) => world.people.filter((person) => person !== account.person);
const someone = (scene: Scene) => pick(others(scene), scene.who);
const group = ({ account, where }: Scene) => pick(account.groups, where);
const isIn = ({ members }: Group, person: Person) => members.some((member) => member.person === person);
const saved = ({ account, who }: Scene) => pick(account.addressBook, who)?.person;

function stranger(scene: Scene): Person {
  const digits = String(scene.serial).padStart(6, '0');
  const facts = { phone: `628990${digits}`, lid: `99990000${digits}`, pushName: `Baru ${scene.serial}` };
  return addPerson(scene.world, { ...facts, hidesPhone: scene.where % 2 === 0 });
}

const save: Deed = (scene) => {
  const person = scene.where % 3 === 0 ? stranger(scene) : someone(scene);
  if (person) scene.phone.addContact(person, `Nama ${scene.serial}`);
};
const rename: Deed = (scene) => {
  const person = saved(scene);
  if (person) scene.phone.renameContact(person, `Ganti ${scene.serial}`);
};
/** Not who has just changed the number: nobody would ever be told one that only an entry tells which is gone when it is looked at. */
const unsave: Deed = (scene) => {
  const person = saved(scene);
  const renumbered = person?.phone.startsWith(freshNumbers) ? Number(person.phone.slice(freshNumbers.length)) : -1000;
  if (person && scene.serial - renumbered > 100) scene.phone.removeContact(person);
};
const callThemselves: Deed = (scene) => {
  const person = someone(scene);
  if (person) scene.phone.setPushName(person, `Sebutan ${scene.serial}`);
};
const write: Deed = (scene) => {
  const person = someone(scene);
  if (person) scene.phone.receiveMessage(person, 'Halo');
};
const join: Deed = (scene) => {
  const [to, person] = [group(scene), someone(scene)];
  if (to && person && !isIn(to, person)) scene.phone.addMember(to, person);
};
const leave: Deed = (scene) => {
  const from = group(scene);
  const leavers = from?.members.filter(({ person }) => person !== scene.account.person) ?? [];
  const person = pick(leavers, scene.who)?.person;
  if (from && person && leavers.length > 2) scene.phone.removeMember(from, person);
};
const changeRole: Deed = (scene) => {
  const of = group(scene);
  const member = pick(of?.members.filter(({ role }) => role !== 'superadmin') ?? [], scene.who);
  if (!of || !member) return;
  if (member.role === 'member') scene.phone.promote(of, member.person);
  else scene.phone.demote(of, member.person);
};
const renameGroup: Deed = (scene) => {
  const of = group(scene);
  if (of) scene.phone.renameGroup(of, `Grup ${scene.serial}`);
};
const describe: Deed = (scene) => {
  const of = group(scene);
  if (of) scene.phone.describeGroup(of, scene.who % 4 === 0 ? undefined : `Aturan ${scene.serial}`);
};
const found: Deed = (scene) => {
  const all = others(scene);
  const members = new Set([0, 1, 2, 3].flatMap((step) => pick(all, scene.who + step * 7) ?? []));
  if (scene.account.groups.length < 20) scene.phone.createGroup(`Kelompok ${scene.serial}`, [...members]);
};
const quit: Deed = (scene) => {
  const from = group(scene);
  if (from && from.members.length > 3 && scene.account.groups.length > 3) scene.phone.leaveGroup(from);
};
const comeBack: Deed = (scene) => {
  const to = pick(scene.account.leftGroups, scene.where);
  if (to && to.members.length > 0) scene.phone.addMember(to, scene.account.person);
};
const block: Deed = (scene) => {
  const person = someone(scene);
  if (!person) return;
  if (scene.account.blocked.includes(person)) scene.phone.unblock(person);
  else scene.phone.block(person);
};
/** Only where WhatsApp tells of it: of people in the address book, or in a group that lists members by number. */
const renumber: Deed = (scene) => {
  const listed = scene.account.groups.filter(({ addressing }) => addressing === 'pn');
  const fellows = listed.flatMap(({ members }) => members.map(({ person }) => person));
  const people = [...scene.account.addressBook.map(({ person }) => person), ...fellows];
  const person = pick(people, scene.who);
  if (!person || person === scene.account.person) return;
  scene.phone.changeNumber(person, `${freshNumbers}${String(scene.serial).padStart(6, '0')}`);
};
const picture: Deed = (scene) => {
  const person = someone(scene);
  if (person) scene.phone.changePicture(person, scene.where % 2 === 0 ? 'public' : 'none');
};

/** As often as they stand here. */
const deeds: Deed[] = [
  ...[save, save, rename, rename, unsave, callThemselves, write],
  ...[join, join, join, leave, leave, changeRole, renameGroup, describe],
  ...[found, quit, comeBack, block, renumber, picture],
];

/** Lets something happen in the world, and told over the wire. The serial number makes names and numbers new. */
export function happen(simulator: Simulator, account: Account, [kind, who, where]: Happening, serial: number): void {
  const phone = simulator.phone(account.person.phone);
  deeds[kind % deeds.length]?.({ world: simulator.world, account, phone, who, where, serial });
}
