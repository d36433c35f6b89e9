import { z } from 'zod';
import type { MockPhone } from '../phone/mock-phone.ts';
import { addPerson } from '../world/mutations.ts';
import type { Group, Person, World } from '../world/types.ts';
import { checked } from './body.ts';
import { Refusal } from './refusal.ts';

type Scene = { world: World; phone: MockPhone };
type Change = (scene: Scene, body: unknown) => void;

const digits = z.string().regex(/^\d{5,20}$/, 'must be digits');
const text = z.string().max(1000);

/** A change with its fields: `person` is a phone number or LID, `group` an id without `@g.us`. */
function change<Shape extends z.ZodRawShape>(
  shape: Shape,
  apply: (scene: Scene, fields: z.output<z.ZodObject<Shape>>) => void,
): Change {
  const schema = z.object(shape);
  return (scene, body) => apply(scene, checked(schema, body));
}

const save = change({ person: digits, fullName: text, firstName: text.optional() }, ({ world, phone }, fields) =>
  phone.addContact(findPerson(world, fields.person), fields.fullName, fields.firstName),
);
const ofPerson = (apply: (phone: MockPhone, person: Person) => void): Change =>
  change({ person: digits }, ({ world, phone }, fields) => apply(phone, findPerson(world, fields.person)));
const ofMember = (apply: (phone: MockPhone, group: Group, person: Person) => void): Change =>
  change({ group: text, person: digits }, ({ world, phone }, fields) =>
    apply(phone, findGroup(world, fields.group), findPerson(world, fields.person)),
  );

const changes: Record<string, Change> = {
  addPerson: change({ person: digits, lid: digits, pushName: text.optional() }, ({ world }, fields) => {
    addPerson(world, { phone: fields.person, lid: fields.lid, pushName: fields.pushName ?? '' });
  }),
  addContact: save,
  renameContact: save,
  removeContact: ofPerson((phone, person) => phone.removeContact(person)),
  setPushName: change({ person: digits, pushName: text }, ({ world, phone }, fields) =>
    phone.setPushName(findPerson(world, fields.person), fields.pushName),
  ),
  receiveMessage: change({ person: digits, text }, ({ world, phone }, fields) =>
    phone.receiveMessage(findPerson(world, fields.person), fields.text),
  ),
  changeNumber: change({ person: digits, number: digits }, ({ world, phone }, fields) =>
    phone.changeNumber(findPerson(world, fields.person), fields.number),
  ),
  changePicture: change(
    { person: digits, picture: z.enum(['public', 'private', 'none']) },
    ({ world, phone }, fields) => phone.changePicture(findPerson(world, fields.person), fields.picture),
  ),
  block: ofPerson((phone, person) => phone.block(person)),
  unblock: ofPerson((phone, person) => phone.unblock(person)),
  addMember: ofMember((phone, group, person) => phone.addMember(group, person)),
  removeMember: ofMember((phone, group, person) => phone.removeMember(group, person)),
  promote: ofMember((phone, group, person) => phone.promote(group, person)),
  demote: ofMember((phone, group, person) => phone.demote(group, person)),
  renameGroup: change({ group: text, subject: text }, ({ world, phone }, fields) =>
    phone.renameGroup(findGroup(world, fields.group), fields.subject),
  ),
  describeGroup: change({ group: text, description: text.optional() }, ({ world, phone }, fields) =>
    phone.describeGroup(findGroup(world, fields.group), fields.description),
  ),
  changeGroupPicture: change(
    { group: text, picture: z.enum(['public', 'private', 'none']) },
    ({ world, phone }, fields) => phone.changeGroupPicture(findGroup(world, fields.group), fields.picture),
  ),
  createGroup: change({ subject: text, people: z.array(digits).max(1024) }, ({ world, phone }, fields) => {
    const members = fields.people.map((person) => findPerson(world, person));
    phone.createGroup(fields.subject, members);
  }),
  leaveGroup: change({ group: text }, ({ world, phone }, fields) => phone.leaveGroup(findGroup(world, fields.group))),
  unlink: change({ device: z.int().positive().optional() }, ({ phone }, fields) => phone.unlink(fields.device)),
};

/** Applies the change that a body names by `action`. Throws a Refusal for an unknown one, an Error when it makes no sense. */
export function applyChange(scene: Scene, action: string, body: unknown): void {
  const known = Object.hasOwn(changes, action) ? changes[action] : undefined;
  if (!known) throw new Refusal(400, `action must be one of ${Object.keys(changes).join(', ')}.`);
  known(scene, body);
}

function findPerson(world: World, reference: string): Person {
  const found = world.people.find(({ phone, lid }) => phone === reference || lid === reference);
  if (!found) throw new Refusal(404, `Nobody in the world has the phone number or LID ${reference}.`);
  return found;
}

function findGroup(world: World, id: string): Group {
  const found = world.groups.find((group) => group.id === id);
  if (!found) throw new Refusal(404, `The world has no group ${id}.`);
  return found;
}
