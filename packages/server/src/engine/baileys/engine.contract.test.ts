import { addPerson } from '@grabber/simulator';
import { type ContractLife, describeEngineContract } from '../engine.contract.ts';
import { type Lab, startLab } from './testing/index.ts';

const accounts = { one: 0, two: 1 } as Record<string, number>;

const stranger = { phone: '6281299990000', lid: '99900000000001', pushName: '' };

describeEngineContract('baileys', async () => {
  const lab = await startLab({ world: { preset: 'demo' } });
  const { engine } = lab.engine();
  return {
    engine,
    scan: (sessionId, qr) => lab.phone(accounts[sessionId]).scan(qr),
    enterCode: (sessionId, code) => lab.phone(accounts[sessionId]).enterCode(code),
    phoneOf: (sessionId) => lab.phoneNumber(accounts[sessionId]),
    life: (sessionId) => lifeOf(lab, accounts[sessionId] ?? 0),
    close: lab.close,
  };
});

function lifeOf(lab: Lab, account: number): ContractLife {
  const phone = lab.phone(account);
  const group = phone.account.groups.find(({ community }) => !community);
  const person = lab.world.people.find(({ lid }) => lid === stranger.lid) ?? addPerson(lab.world, stranger);
  if (!group) throw new Error('the world is too small');
  return {
    who: { pn: person.phone, lid: person.lid },
    group: `${group.id}@g.us`,
    save: (name) => phone.addContact(person, name),
    unsave: () => phone.removeContact(person),
    callThemselves: (name) => {
      phone.receiveMessage(person, 'Halo');
      phone.setPushName(person, name);
    },
    block: () => phone.block(person),
    unblock: () => phone.unblock(person),
    renameGroup: (name) => phone.renameGroup(group, name),
    join: () => phone.addMember(group, person),
    promote: () => phone.promote(group, person),
    leave: () => phone.removeMember(group, person),
  };
}
