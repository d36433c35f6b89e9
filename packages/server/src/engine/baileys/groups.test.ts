import { expectedCounts, type Fault } from '@grabber/simulator';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../core/index.ts';
import { type Lab, startLab, type Watched } from './testing/index.ts';

let lab: Lab;
let watched: Watched;

beforeAll(async () => {
  lab = await startLab();
  watched = lab.engine();
  await lab.link(watched, 'main');
}, 30_000);
beforeEach(() => lab.simulator.faults.clear());
afterAll(() => lab.close());

const groupCount = () => lab.phone().account.groups.length;
const asked = (kind = 'groups') => lab.simulator.connections(lab.phoneNumber()).queries[kind] ?? 0;

describe('a groups question that goes wrong', () => {
  test('rate-overlimit: told with a time, not asked again before, and then it works', async () => {
    lab.simulator.faults.set({ kind: 'rate-overlimit', on: 'groups' }, { times: 1 });
    const limited = await watched.groups('main').catch((error: unknown) => error);
    expect(limited).toMatchObject({ code: 'rate_limited' });
    const wait = (limited as AppError).retry_after_ms ?? 0;
    expect(wait).toBeGreaterThan(0);
    const before = asked();
    await expect(watched.groups('main')).rejects.toThrow('rate_limited');
    expect(asked()).toBe(before);
    await new Promise((resolve) => setTimeout(resolve, wait + 50));
    expect((await watched.groups('main')).groups.length).toBe(groupCount());
  });

  test('no answer is a timeout, never an empty list', async () => {
    const short = lab.engine({ timings: { query: 200 } });
    await watched.engine.disconnect('main');
    await short.open('main');
    lab.simulator.faults.set({ kind: 'no-answer', on: 'groups' }, { times: 1 });
    await expect(short.groups('main')).rejects.toThrow('timeout');
    expect((await short.groups('main')).groups.length).toBe(groupCount());
    await short.engine.close();
    await watched.open('main');
  });

  test('a slow answer is waited for', async () => {
    lab.simulator.faults.set({ kind: 'slow-answer', ms: 300, on: 'groups' }, { times: 1 });
    expect((await watched.groups('main')).groups.length).toBe(groupCount());
  });

  test('a slow answer does not hold a caller who leaves', async () => {
    lab.simulator.faults.set({ kind: 'slow-answer', ms: 1_000, on: 'groups' }, { times: 1 });
    const reason = new AppError('cancelled');
    const controller = new AbortController();
    const reading = watched.groups('main', controller.signal);
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  test('an empty list is not complete: nothing may be removed for it', async () => {
    lab.simulator.faults.set({ kind: 'empty-groups' }, { times: 1 });
    const { groups, end } = await watched.groups('main');
    expect(groups).toEqual([]);
    expect(end).toMatchObject({ complete: false });
  });
});

describe('groups that come broken do not hide the others', () => {
  const broken = (missing: Extract<Fault, { kind: 'malformed-groups' }>['missing']) =>
    lab.simulator.faults.set({ kind: 'malformed-groups', missing });

  test('without id: a failure, all others are there', async () => {
    broken('id');
    const { groups, failures, end } = await watched.groups('main');
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.every(({ item, error }) => item === 'group' && error.code === 'upstream')).toBe(true);
    expect(groups.length + failures.length).toBe(groupCount());
    expect(end.complete).toBe(false);
  });

  test('without subject: no name', async () => {
    broken('subject');
    const { groups, end } = await watched.groups('main');
    expect(groups.length).toBe(groupCount());
    expect(groups.some(({ name }) => name === null)).toBe(true);
    expect(end.complete).toBe(true);
  });

  test('without participants: the roster is not complete', async () => {
    broken('participants');
    const { groups } = await watched.groups('main');
    expect(groups.length).toBe(groupCount());
    const bare = groups.filter(({ participants }) => participants.length === 0);
    expect(bare.length).toBeGreaterThan(0);
    expect(bare.every(({ roster_complete }) => !roster_complete)).toBe(true);
  });

  test('with a member without id: a failure, and the roster is not complete', async () => {
    broken('participant-jid');
    const { groups, failures, end } = await watched.groups('main');
    expect(groups.length).toBe(groupCount());
    expect(failures.some(({ item, item_id }) => item === 'participant' && item_id?.endsWith('@g.us'))).toBe(true);
    expect(groups.some(({ roster_complete }) => !roster_complete)).toBe(true);
    expect(end.complete).toBe(true);
  });
});

describe('single groups', () => {
  test('are asked for one by one; nothing else is taken for gone', async () => {
    const ids = lab
      .phone()
      .account.groups.slice(0, 2)
      .map(({ id }) => `${id}@g.us`);
    const before = asked();
    const { groups, failures, end } = await watched.someGroups('main', [...ids, '120363999999999999@g.us']);
    expect(groups.map(({ id }) => id)).toEqual(ids);
    expect(failures).toEqual([]);
    expect(end).toMatchObject({ complete: false });
    expect(asked()).toBe(before);
  });

  test('a rate limit ends the reading', async () => {
    lab.simulator.faults.set({ kind: 'rate-overlimit', on: 'groups' }, { times: 1 });
    const limited = await watched.someGroups('main', ['1@g.us']).catch((error: unknown) => error);
    expect(limited).toMatchObject({ code: 'rate_limited' });
    await expect(watched.someGroups('main', ['1@g.us'])).rejects.toThrow('rate_limited');
    await new Promise((resolve) => setTimeout(resolve, ((limited as AppError).retry_after_ms ?? 0) + 50));
  });
});

test('callers at the same time share one question', async () => {
  const before = asked();
  await Promise.all([watched.groups('main'), watched.groups('main'), watched.groups('main')]);
  expect(asked()).toBe(before + 1);
});

describe('the pace of full questions', () => {
  let paced: Watched;

  beforeAll(async () => {
    paced = lab.engine({ engine: { groupsMinIntervalMs: 60_000 } });
    await watched.engine.disconnect('main');
    await paced.open('main');
    await paced.groups('main');
  });

  test('within the interval the last answer serves', async () => {
    const before = asked();
    expect((await paced.groups('main')).groups.length).toBe(groupCount());
    expect(asked()).toBe(before);
  });

  test('groups that changed meanwhile are read singly, and those left are gone', async () => {
    const phone = lab.phone();
    const [renamed, grown, left] = phone.account.groups;
    const stranger = lab.world.people.find((person) => !grown?.members.some((member) => member.person === person));
    if (!renamed || !grown || !left || !stranger) throw new Error('the world is too small');
    const [before, single] = [asked(), asked('group')];
    phone.renameGroup(renamed, 'Nama baru');
    phone.addMember(grown, stranger);
    phone.leaveGroup(left);
    const founded = phone.createGroup('Grup baru', [stranger]);
    await settled();
    const { groups } = await paced.groups('main');
    const byId = new Map(groups.map((group) => [group.id, group]));
    expect(byId.get(`${renamed.id}@g.us`)?.name).toBe('Nama baru');
    expect(byId.get(`${grown.id}@g.us`)?.participants.length).toBe(grown.members.length);
    expect(byId.has(`${left.id}@g.us`)).toBe(false);
    expect(byId.get(`${founded.id}@g.us`)?.name).toBe('Grup baru');
    expect(groups.length).toBe(expectedCounts(phone.account, lab.world).groups);
    expect(asked()).toBe(before);
    expect(asked('group')).toBe(single + 4);
  });

  test('after a restart nothing is remembered, and WhatsApp is asked', async () => {
    await paced.engine.close();
    const restarted = lab.engine({ engine: { groupsMinIntervalMs: 60_000 } });
    await restarted.open('main');
    const before = asked();
    expect((await restarted.groups('main')).groups.length).toBe(groupCount());
    expect(asked()).toBe(before + 1);
    await restarted.engine.close();
  });

  /** The notices are on their way; a ping behind them is answered after them. */
  const settled = () => new Promise((resolve) => setTimeout(resolve, 300));
});
