import { setTimeout as delay } from 'node:timers/promises';
import type { Api, GrabState, SessionState } from './api.ts';
import type { SessionReport } from './report.ts';
import type { Texts } from './texts.ts';

const pollMs = 200;
const patienceMs = 120_000;

export type AccountSteps = {
  api: Api;
  text: Texts;
  say: (line: string) => void;
  /** Shows a line that the next one replaces. */
  progress: (line: string) => void;
};

/** Takes one account through what a user does: create, scan, wait for the first sync, grab everything. Throws when a step takes over two minutes. */
export async function runAccount(
  name: string,
  scan: (qr: string) => Promise<void>,
  steps: AccountSteps,
): Promise<SessionReport> {
  const { api, text, say } = steps;
  const id = await api.createSession(name);
  say(text.pairing(name));
  await scan(await until(() => api.qrText(id), `${name}: QR`));
  await until(() => when(api.session(id), (session) => session.status === 'connected'), `${name}: connected`);
  say(text.connected(name));
  const session = await until(() => when(api.session(id), synced), `${name}: sync`);
  say(text.synced(name));
  return await grabAll(session, steps);
}

async function grabAll(session: SessionState, { api, text, progress }: AccountSteps): Promise<SessionReport> {
  const id = session.session_id;
  const { id: grabId } = await api.startGrab(id);
  const grab = await until(async () => {
    const state = await api.grab(id, grabId);
    progress(
      text.grabbing(
        session.name,
        count(state, 'total_groups'),
        count(state, 'total_contacts'),
        count(state, 'memberships'),
      ),
    );
    return state.status === 'queued' || state.status === 'running' ? null : state;
  }, `${session.name}: grab`);
  const [groups, individuals] = [await api.contacts(id, 'group'), await api.contacts(id, 'individual')];
  return {
    session_id: id,
    name: session.name,
    status: (await api.session(id)).status,
    total_groups: groups.length,
    total_contacts: individuals.length,
    saved_count: sum(grab, 'saved'),
    updated_count: sum(grab, 'updated'),
    memberships: count(grab, 'memberships'),
    errors: grab.status === 'failed' ? [...grab.errors, grab.error_reason] : grab.errors,
  };
}

function synced(session: SessionState): boolean {
  return session.sync_state === 'complete' || session.sync_state === 'incomplete';
}

function sum(grab: GrabState, outcome: 'saved' | 'updated'): number {
  return ['groups', 'contacts', 'participants'].reduce((total, what) => total + count(grab, `${what}_${outcome}`), 0);
}

function count(grab: GrabState, field: string): number {
  return grab.counts[field] ?? 0;
}

async function when<T>(value: Promise<T>, holds: (value: T) => boolean): Promise<T | null> {
  const found = await value;
  return holds(found) ? found : null;
}

async function until<T>(ask: () => Promise<T | null>, what: string): Promise<T> {
  for (let waited = 0; waited < patienceMs; waited += pollMs) {
    const answer = await ask();
    if (answer !== null) return answer;
    await delay(pollMs);
  }
  throw new Error(`${what}: no answer within ${patienceMs / 1000} s`);
}
