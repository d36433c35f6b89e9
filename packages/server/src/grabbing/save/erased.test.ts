import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemCaller } from '../../auth/index.ts';
import { everyRow } from '../../backup/testing/fill.repo.ts';
import { createChangeSignal } from '../../changes/index.ts';
import { systemClock } from '../../core/index.ts';
import { createInboxSearch, createSealer } from '../../engine/index.ts';
import { createJobs, type Jobs } from '../../jobs/index.ts';
import { createLogger } from '../../observability/index.ts';
import { createDigests, createOptOutGuard, createOptOuts } from '../../opt-outs/index.ts';
import { createPrivacy, type Privacy } from '../../privacy/index.ts';
import { createSettings } from '../../settings/index.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { insertGrab } from '../grabs.repo.ts';
import { end, group, groups, member, people, saved } from '../testing/facts.ts';
import { grab, me, rowsOf } from '../testing/grab.ts';
import { createSaver } from './saver.ts';

describeEachDialect('an erasure while a grab runs', (open) => {
  let storage: Storage;
  let privacy: Privacy;
  let jobs: Jobs;
  let folder: string;
  const digests = createDigests(Buffer.alloc(32, 4));

  beforeAll(async () => {
    storage = await open();
    folder = await mkdtemp(join(tmpdir(), 'erased-'));
    const [clock, logger, changes] = [systemClock, createLogger('silent'), createChangeSignal()];
    jobs = createJobs({ storage, clock, logger, folder });
    const optOuts = createOptOuts({ storage, clock, digests });
    const settings = createSettings({ storage, language: 'id' });
    const parts = { storage, clock, logger, digests, optOuts, settings, jobs, changes };
    privacy = createPrivacy({
      ...parts,
      backups: async () => [],
      uploads: folder,
      inbox: createInboxSearch(createSealer('k')),
    });
  });
  afterAll(async () => {
    await jobs?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function startGrab(sessionId: string) {
    const { id } = await insertGrab(storage, sessionId, 'all', new Date().toISOString());
    const job = { sessionId, grabId: id, kind: 'all' as const, me, resumed: false };
    const guard = await createOptOutGuard(storage.db, digests, sessionId);
    return await createSaver(storage, job, systemClock, undefined, guard);
  }
  const erase = (phone: string, optOut: boolean) => privacy.erasures.erase({ phone, lid: null }, optOut, systemCaller);

  it.each([false, true])('leaves nothing of whom WhatsApp goes on telling (opted out: %s)', async (optOut) => {
    const session = `erased-${optOut}`;
    const tell = [
      people(saved('62811', 'Ani Rahasia'), saved('62812', 'Budi Rahasia'), saved('62813', 'Citra')),
      end(),
    ];
    const group1 = groups(group('1@g.us', [member({ pn: '62811' }), member({ pn: '62812' }), member({ pn: '62813' })]));
    await grab(storage, session, { contacts: [people(saved('62811', 'Ani Rahasia')), end()], groups: [end()] });

    const saver = await startGrab(session);
    await erase('62811', optOut);
    for (const page of tell) await saver.add('contacts', page);
    await erase('62812', optOut);
    for (const page of [group1, end()]) await saver.add('groups', page);
    await saver.finish();

    expect((await rowsOf(storage, session)).map(({ name }) => name)).toEqual(['Citra', 'Group 1@g.us']);
    const all = JSON.stringify(await everyRow(storage));
    for (const text of ['62811', '62812', 'Rahasia']) expect(all).not.toContain(text);
    const members = await storage.db
      .selectFrom('group_members')
      .selectAll()
      .where('session_id', '=', session)
      .execute();
    expect(members).toHaveLength(1);

    const next = await startGrab(session);
    for (const page of tell) await next.add('contacts', page);
    await next.finish();
    const names = (await rowsOf(storage, session)).map(({ name }) => name);
    expect(names.includes('Ani Rahasia')).toBe(!optOut);
  });
});
