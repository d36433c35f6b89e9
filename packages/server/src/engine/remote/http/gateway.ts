import { AppError } from '../../../core/index.ts';
import { baseOf, createClient, type Refusal, segment } from '../client/index.ts';
import type { Gateway, GatewayState } from '../gateway.ts';
import type { GatewayDeps } from '../gateways.ts';
import { problemOf } from '../problem.ts';
import { buildGroups, buildPeople, createTurns, readRows } from '../reading/index.ts';
import { answeredList, qrIn, stateIn } from './answers.ts';
import { contactRow } from './contact-row.ts';
import { groupRow } from './group-row.ts';

/** The seed's engine contract (compatibility.md, section 2), as any engine of that kind may spell it, ours included. */
export function createHttpGateway({ settings, book, ...deps }: GatewayDeps): Gateway {
  const { url, credentials, remote_session, manages_account } = settings;
  const headers: Record<string, string> = credentials.api_key ? { 'x-api-key': credentials.api_key } : {};
  const client = createClient(deps, { base: baseOf(url), headers, explain: notConnected });
  const own = `/sessions/${segment(remote_session)}`;

  /** A session that the engine does not know yet is ours to create where the account is ours to manage. */
  async function readState(signal: AbortSignal): Promise<GatewayState> {
    try {
      return stateIn(await client.get(`${own}/status`, { signal }));
    } catch (error) {
      if (!manages_account || problemOf(error) !== 'wrong_session') throw error;
      return { state: 'down', linked: false, reason: 'not_linked' };
    }
  }

  return {
    readState,
    async start(signal) {
      const body = { sessionId: remote_session };
      try {
        await client.post(`${own}/reconnect`, { signal, body });
      } catch (error) {
        if (problemOf(error) !== 'wrong_session') throw error;
        await client.post('/sessions/create', { signal, body });
      }
    },
    readQr: async (signal) => qrIn(await client.get(`${own}/qr`, { signal })),
    async unlink(signal) {
      await client.delete(own, { signal });
    },
    async readGroups(account, signal) {
      const turn = createTurns(signal);
      const answer = answeredList(await client.get(`${own}/groups`, { signal, wait: 'list' }), 'groups');
      const { items, failures } = await readRows(answer.rows, groupRow, 'group', turn);
      const built = await buildGroups(book, items, account, turn);
      return { groups: built.groups, failures: [...failures, ...built.failures], complete: answer.whole };
    },
    async readPeople(account, signal) {
      const turn = createTurns(signal);
      const answer = answeredList(await client.get(`${own}/contacts`, { signal, wait: 'list' }), 'contacts');
      const { items, failures } = await readRows(answer.rows, contactRow, 'contact', turn);
      const { people, failures: more } = await buildPeople(book, items, account, turn);
      return { people, failures: [...failures, ...more], complete: answer.whole, missing: [] };
    },
  };
}

/** `400 Session is not connected` is this contract's way to say so. */
function notConnected({ status, text }: Refusal): AppError | undefined {
  return status === 400 && /not connected|tidak terhubung/i.test(text) ? new AppError('not_connected') : undefined;
}
