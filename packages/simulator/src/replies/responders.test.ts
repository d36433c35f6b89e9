import { describe, expect, test } from 'vitest';
import { child, children } from '../wire/children.ts';
import { node, type WireNode } from '../wire/node.ts';
import { type Account, createWorld, type Group } from '../world/index.ts';
import { groupNode } from './group-node.ts';
import { malform } from './groups.ts';
import { responders } from './index.ts';

const world = createWorld({ preset: 'tiny', seed: 3 });
const account = world.accounts[0] as Account;

function ask(attrs: Record<string, string>, content: WireNode[] = []) {
  const query = node('iq', { type: 'get', ...attrs }, content);
  return responders.map((respond) => respond(query, { account, world })).filter((answer) => answer !== undefined);
}

describe('responders', () => {
  test('leave alone what is not for them', () => {
    expect(ask({ xmlns: 'w:p' }, [node('ping')])).toEqual([]);
    expect(ask({ xmlns: 'w:g2' }, [node('invite')])).toEqual([]);
    expect(ask({ xmlns: 'privacy', type: 'set' }, [node('privacy')])).toEqual([]);
  });

  test('never answer twice', () => {
    expect(ask({ xmlns: 'blocklist' })).toHaveLength(1);
    expect(ask({ xmlns: 'w:g2', to: '@g.us' }, [node('participating')])).toHaveLength(1);
  });

  test('refuse a usync query without a list', () => {
    expect(ask({ xmlns: 'usync' }, [node('usync')])).toEqual([{ error: { code: 400, text: 'bad-request' } }]);
  });

  test('tell numbers apart and read them as bytes or text', () => {
    const users = [new TextEncoder().encode(`+${account.person.phone}`), '+620'].map((number) =>
      node('user', {}, [node('contact', {}, number)]),
    );
    const [answer] = ask({ xmlns: 'usync' }, [
      node('usync', {}, [node('query', {}, [node('contact')]), node('list', {}, users)]),
    ]);
    const usync = answer && 'result' in answer ? answer.result[0] : undefined;
    const types = children(child(usync, 'list')).map((user) => [
      user.attrs['jid'],
      child(user, 'contact')?.attrs['type'],
    ]);
    expect(types).toEqual([
      [`${account.person.phone}@s.whatsapp.net`, 'in'],
      ['620@s.whatsapp.net', 'out'],
    ]);
  });
});

describe('malform', () => {
  const group = groupNode(account.groups.find((other) => other.members.length > 2) as Group);

  test('damages a single group', () => {
    expect(malform(group, 'id').attrs).not.toHaveProperty('id');
    expect(malform(group, 'subject').attrs).not.toHaveProperty('subject');
    expect(children(malform(group, 'participants')).some((part) => part.tag === 'participant')).toBe(false);
  });

  test('takes the address of every second member', () => {
    const members = children(malform(group, 'participant-jid')).filter((part) => part.tag === 'participant');
    expect(members.map((member) => 'jid' in member.attrs)).toEqual(members.map((_, position) => position % 2 === 1));
  });

  test('leaves the original alone', () => {
    const before = structuredClone(group);
    malform(node('groups', {}, [group, group]), 'participant-jid');
    expect(group).toEqual(before);
  });
});
