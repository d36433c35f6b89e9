import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerOf, ApiClient } from '@grabber/contract';
import type { SessionReport } from './report.ts';
import type { Texts } from './texts.ts';

const pollMs = 200;
const patienceMs = 120_000;

type Session = AnswerOf<'GET /api/sessions/{session_id}'>['data']['session'];
type GrabRead = AnswerOf<'GET /api/sessions/{session_id}/grabs/{grab_id}'>['data'];

export type AccountSteps = {
  api: ApiClient;
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
  const created = await api.call('POST /api/sessions', { body: { name } });
  const params = { session_id: created.session.session_id };
  const read = async () => (await api.call('GET /api/sessions/{session_id}', { params })).data.session;
  say(text.pairing(name));
  await scan(await until(() => qrText(api, params), `${name}: QR`));
  await until(() => when(read(), (session) => session.status === 'connected'), `${name}: connected`);
  say(text.connected(name));
  const session = await until(() => when(read(), synced), `${name}: sync`);
  say(text.synced(name));
  return await grabAll(session, steps);
}

async function qrText(api: ApiClient, params: { session_id: string }): Promise<string | null> {
  return (await api.call('GET /api/sessions/{session_id}/qr', { params })).data.qr_raw;
}

async function grabAll(session: Session, { api, text, progress }: AccountSteps): Promise<SessionReport> {
  const { session_id } = session;
  const started = await api.call('POST /api/sessions/{session_id}/grabs', { params: { session_id }, body: {} });
  const id = { session_id, grab_id: started.data.grab.id };
  for await (const { event, data } of api.events({ grab: id })) {
    if (event !== 'grab') continue;
    const { total_groups, total_contacts, memberships } = data.counts;
    progress(text.grabbing(session.name, total_groups, total_contacts, memberships));
  }
  const { data } = await api.call('GET /api/sessions/{session_id}/grabs/{grab_id}', { params: id });
  const [groups, individuals] = [await saved(api, session_id, 'group'), await saved(api, session_id, 'individual')];
  const now = await api.call('GET /api/sessions/{session_id}', { params: { session_id } });
  return {
    session_id,
    name: session.name,
    status: now.data.session.status,
    total_groups: groups.length,
    total_contacts: individuals.length,
    saved_count: sum(data, 'saved'),
    updated_count: sum(data, 'updated'),
    memberships: data.grab.counts.memberships,
    errors: data.grab.status === 'failed' ? [...data.errors, data.grab.error_reason] : data.errors,
  };
}

/** What is saved of an account. */
export async function saved(api: ApiClient, session_id: string, type: 'individual' | 'group') {
  const query = { type };
  return (await api.call('GET /api/sessions/{session_id}/contacts', { params: { session_id }, query })).data.contacts;
}

function synced(session: Session): boolean {
  return session.sync_state === 'complete' || session.sync_state === 'incomplete';
}

function sum({ grab: { counts } }: GrabRead, outcome: 'saved' | 'updated'): number {
  return counts[`groups_${outcome}`] + counts[`contacts_${outcome}`] + counts[`participants_${outcome}`];
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
