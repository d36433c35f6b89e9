import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../core/index.ts';
import type { Engine, EngineBatch, EngineEvent, EngineIdentity, EngineNews, EnginePerson } from './engine.ts';

/** What an implementation brings: an engine, and somebody who holds the phone. */
export type ContractLab = {
  engine: Engine;
  /** Links the device that shows this QR text with the session's account; resolves when the phone is done. */
  scan(sessionId: string, qr: string): Promise<void>;
  /** Undefined for an engine that cannot pair by code. */
  enterCode?: (sessionId: string, code: string) => Promise<void>;
  /** E.164 digits of the session's account. */
  phoneOf(sessionId: string): string;
  /** What happens around the session's account between grabs. Undefined for an engine that hears nothing by itself. */
  life?: (sessionId: string) => ContractLife;
  close(): Promise<void>;
};

/** Each lets something happen once: to the same person, who is not in the address book yet, and in the same group, whose id is told. */
export type ContractLife = {
  who: EngineIdentity;
  group: string;
  save(name: string): void;
  unsave(): void;
  callThemselves(name: string): void;
  block(): void;
  unblock(): void;
  renameGroup(name: string): void;
  join(): void;
  promote(): void;
  leave(): void;
};

/** The suite that every engine passes unchanged: what the layers above rely on. Uses the sessions `one` and `two`, each with an account. */
export function describeEngineContract(name: string, setup: () => Promise<ContractLab>): void {
  describe(`engine contract: ${name}`, () => {
    let lab: ContractLab;
    let engine: Engine;
    const events: EngineEvent[] = [];
    const news: (EngineNews & { of: string })[] = [];
    const of = (sessionId: string) => events.filter((event) => event.session_id === sessionId);

    beforeAll(async () => {
      lab = await setup();
      engine = lab.engine;
      // News may come at any time, and tell nothing of the connection.
      engine.subscribe((event) => {
        if (event.type === 'told') news.push(...event.news.map((item) => ({ ...item, of: event.session_id })));
        else events.push(event);
      });
    }, 60_000);
    afterAll(() => lab.close(), 60_000);

    async function link(sessionId: string): Promise<void> {
      const qr = next(engine, sessionId, 'qr');
      const opened = next(engine, sessionId, 'open');
      const synced = next(engine, sessionId, 'sync', ({ state }) => state !== 'running');
      await engine.connect(sessionId);
      await lab.scan(sessionId, (await qr).qr_raw);
      await Promise.all([opened, synced]);
    }

    describe('before an account is linked', () => {
      test('nothing is linked, and nothing can be read', async () => {
        expect(await engine.isLinked('one')).toBe(false);
        await expect(readAll(engine.fetchGroups('one', { signal: never }))).rejects.toThrow(code('not_connected'));
        await expect(readAll(engine.fetchContacts('one', { signal: never }))).rejects.toThrow(code('not_connected'));
      });

      test('disconnect and logout have no effect and no event', async () => {
        await engine.disconnect('one');
        await engine.logout('one');
        expect(of('one')).toEqual([]);
      });

      test('connect shows a QR code; connecting again changes nothing; disconnect ends it', async () => {
        const shown = next(engine, 'one', 'qr');
        await engine.connect('one');
        const qr = await shown;
        expect(qr.qr_raw).not.toBe('');
        expect(qr.attempt).toBe(1);
        expect(qr.attempts).toBeGreaterThanOrEqual(1);
        expect(Date.parse(qr.expires_at)).toBeGreaterThan(Date.now());
        await engine.connect('one');
        const closed = next(engine, 'one', 'closed');
        await engine.disconnect('one');
        expect(await closed).toMatchObject({ reason: 'stopped', retry: 'never' });
        expect(of('one').map(({ type }) => type)).toEqual(['qr', 'closed']);
        expect(await engine.isLinked('one')).toBe(false);
      });
    });

    describe('a linked account', () => {
      beforeAll(async () => {
        events.length = 0;
        await link('one');
      }, 60_000);

      test('tells qr, linked, open and sync in this order, and who it is', () => {
        const types = of('one').map(({ type }) => type);
        expect([...new Set(types)]).toEqual(['qr', 'linked', 'open', 'sync']);
        expect(of('one').find(({ type }) => type === 'open')).toMatchObject({ account: { pn: lab.phoneOf('one') } });
      });

      test('is linked, and connecting again changes nothing', async () => {
        const before = events.length;
        expect(await engine.isLinked('one')).toBe(true);
        await engine.connect('one');
        await engine.isLinked('one');
        expect(events.length).toBe(before);
      });

      test('yields groups in pages that end with an end page', async () => {
        const pages = await readAll(engine.fetchGroups('one', { signal: never }));
        const groups = pages.flatMap((page) => (page.kind === 'groups' ? page.items : []));
        expect(groups.length).toBeGreaterThan(0);
        expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
        for (const { id, participants } of groups) {
          expect(id).toMatch(/^\d+(-\d+)?@g\.us$/);
          for (const { pn, lid } of participants) expect(pn ?? lid).toMatch(/^\d+$/);
        }
        expectPages(pages, groups.length);
      });

      test('yields people in pages of at most 1000 that end with an end page, each person once', async () => {
        const pages = await readAll(engine.fetchContacts('one', { signal: never }));
        const people = pages.flatMap((page) => (page.kind === 'contacts' ? page.items : []));
        expect(people.length).toBeGreaterThan(0);
        for (const page of pages) if (page.kind === 'contacts') expect(page.items.length).toBeLessThanOrEqual(1000);
        for (const key of ['pn', 'lid'] as const) {
          const ids = people.map((person) => person[key]).filter((id) => id !== null);
          expect(new Set(ids).size).toBe(ids.length);
        }
        for (const { saved_name, push_name } of people) expect([saved_name, push_name]).not.toContain('');
        expectPages(pages, people.length);
      });

      test('yields the same again', async () => {
        const first = await readAll(engine.fetchGroups('one', { signal: never }));
        expect(await readAll(engine.fetchGroups('one', { signal: never }))).toEqual(first);
        const people = await readAll(engine.fetchContacts('one', { signal: never }));
        expect(await readAll(engine.fetchContacts('one', { signal: never }))).toEqual(people);
      });

      test('stops for a caller who left, with the caller’s reason', async () => {
        const reason = new AppError('timeout');
        const gone = AbortSignal.abort(reason);
        await expect(readAll(engine.fetchGroups('one', { signal: gone }))).rejects.toBe(reason);
        const controller = new AbortController();
        const read = async () => {
          for await (const _ of engine.fetchContacts('one', { signal: controller.signal })) controller.abort(reason);
        };
        await expect(read()).rejects.toBe(reason);
        await expect(readAll(engine.fetchContacts('one', { signal: never }))).resolves.toBeDefined();
      });

      test('can be left in the middle of a stream', async () => {
        for await (const _ of engine.fetchContacts('one', { signal: never })) break;
        await expect(readAll(engine.fetchContacts('one', { signal: never }))).resolves.toBeDefined();
      });

      describe('between grabs', () => {
        /** Lets something happen, and waits until an item of the news matches. */
        async function tells(happen: () => void, ...items: Record<string, unknown>[]): Promise<void> {
          news.length = 0;
          happen();
          const matching = items.map((item) => expect.objectContaining({ ...item, of: 'one' }));
          await expect.poll(() => news, { timeout: 10_000 }).toEqual(expect.arrayContaining(matching));
        }

        test('tells of people: saved, renamed, called otherwise, deleted, blocked, unblocked', async ({ skip }) => {
          const life = lab.life?.('one') ?? skip('hears nothing by itself');
          const person = (facts: Partial<EnginePerson>) => ({
            kind: 'person',
            person: expect.objectContaining({ ...life.who, ...facts }),
          });
          await tells(() => life.save('Bu Sari'), person({ saved_name: 'Bu Sari', in_address_book: true }));
          await tells(() => life.save('Bu Sari B'), person({ saved_name: 'Bu Sari B', in_address_book: true }));
          await tells(() => life.callThemselves('Sari'), person({ push_name: 'Sari', saved_name: 'Bu Sari B' }));
          const who = expect.objectContaining({ pn: life.who.pn });
          await tells(life.unsave, { kind: 'unsaved', who });
          await tells(life.block, { kind: 'blocked', who, blocked: true });
          await tells(life.unblock, { kind: 'blocked', who, blocked: false });
          const people = (await readAll(engine.fetchContacts('one', { signal: never }))).flatMap((page) =>
            page.kind === 'contacts' ? page.items : [],
          );
          const found = people.find(({ lid }) => lid === life.who.lid);
          expect(found).toMatchObject({ push_name: 'Sari', in_address_book: false, is_blocked: false });
        });

        test('tells of groups: renamed, joined, promoted, left; and a group anew when asked', async ({ skip }) => {
          const life = lab.life?.('one') ?? skip('hears nothing by itself');
          const { group: id, who } = life;
          const members = (change: string, role: string) => ({
            kind: 'members',
            id,
            change,
            members: [{ ...who, role }],
          });
          await tells(() => life.renameGroup('RT 05'), { kind: 'group_facts', id, name: 'RT 05' });
          await tells(life.join, members('joined', 'member'));
          await tells(life.promote, members('role', 'admin'));
          await tells(life.leave, members('left', 'member'));
          const refetch = () => void engine.refetch?.('one', [id]);
          await tells(refetch, { kind: 'group', group: expect.objectContaining({ id, name: 'RT 05' }) });
        });

        test('an engine that hears nothing by itself tells nothing', () => {
          if (!lab.life) expect(news).toEqual([]);
          else expect(new Set(news.map((item) => item.of))).toEqual(new Set(['one']));
        });
      });

      test('refuses a pairing code', async () => {
        const asked = engine.requestPairingCode('one', lab.phoneOf('one'));
        await expect(asked).rejects.toThrow(/pairing_unavailable|unsupported/);
      });

      test('comes back after a disconnect without a QR code', async () => {
        events.length = 0;
        const closed = next(engine, 'one', 'closed');
        await engine.disconnect('one');
        await engine.disconnect('one');
        expect(await closed).toMatchObject({ reason: 'stopped', retry: 'never' });
        expect(await engine.isLinked('one')).toBe(true);
        await expect(readAll(engine.fetchGroups('one', { signal: never }))).rejects.toThrow(code('not_connected'));
        const opened = next(engine, 'one', 'open');
        await engine.connect('one');
        await opened;
        expect(of('one').map(({ type }) => type)).not.toContain('qr');
      });

      test('logout erases the link, and the next connect shows a QR code', async () => {
        const closed = next(engine, 'one', 'closed');
        await engine.logout('one');
        expect(await closed).toMatchObject({ reason: 'logged_out', retry: 'never' });
        await engine.logout('one');
        expect(await engine.isLinked('one')).toBe(false);
        const qr = next(engine, 'one', 'qr');
        await engine.connect('one');
        await qr;
        await engine.disconnect('one');
      });
    });

    describe('a second account', () => {
      test('links by code where the engine can, and knows nothing of the first', async () => {
        if (lab.enterCode) await linkByCode(lab, lab.enterCode);
        else await link('two');
        expect(await engine.isLinked('two')).toBe(true);
        expect(await engine.isLinked('one')).toBe(false);
        await engine.disconnect('two');
      }, 60_000);

      test('a listener that unsubscribed hears nothing more', async () => {
        const heard: EngineEvent[] = [];
        const stop = engine.subscribe((event) => heard.push(event));
        stop();
        const opened = next(engine, 'two', 'open');
        await engine.connect('two');
        await opened;
        expect(heard).toEqual([]);
      });
    });
  });
}

async function linkByCode(lab: ContractLab, enterCode: NonNullable<ContractLab['enterCode']>): Promise<void> {
  const { engine } = lab;
  const phone = lab.phoneOf('two');
  const opened = next(engine, 'two', 'open');
  const { code: pairingCode, expires_at } = await engine.requestPairingCode('two', phone);
  expect(pairingCode).toMatch(/^[A-Z0-9]{8}$/);
  expect(Date.parse(expires_at)).toBeGreaterThan(Date.now());
  expect((await engine.requestPairingCode('two', phone)).code).toBe(pairingCode);
  await enterCode('two', pairingCode);
  await opened;
}

type OfType<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

const never = new AbortController().signal;
const code = (text: string) => new RegExp(`^${text}$`);

async function readAll(stream: AsyncIterable<EngineBatch>): Promise<EngineBatch[]> {
  const pages: EngineBatch[] = [];
  for await (const page of stream) pages.push(page);
  return pages;
}

function expectPages(pages: EngineBatch[], total: number): void {
  expect(pages.filter(({ kind }) => kind === 'end').length).toBe(1);
  expect(pages.at(-1)).toMatchObject({ kind: 'end', complete: true, missing: [] });
  for (const page of pages) if ('total' in page) expect(page.total).toBe(total);
}

function next<T extends EngineEvent['type']>(
  engine: Engine,
  sessionId: string,
  type: T,
  fits: (event: OfType<T>) => boolean = () => true,
): Promise<OfType<T>> {
  const found = Promise.withResolvers<OfType<T>>();
  const stop = engine.subscribe((event) => {
    if (event.session_id !== sessionId || event.type !== type || !fits(event as OfType<T>)) return;
    stop();
    found.resolve(event as OfType<T>);
  });
  return found.promise;
}
