import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Fault, FaultKind } from '../faults.ts';
import type { Simulator } from '../simulator.ts';
import { expectedCounts } from '../world/expected.ts';
import { checked, readJson } from './body.ts';
import { applyChange } from './changes.ts';
import { faultsBody } from './fault-schema.ts';
import { Refusal } from './refusal.ts';

type Route = (simulator: Simulator, body: unknown) => Promise<unknown> | unknown;

const scanBody = z.object({ phone: z.string(), qr: z.string() });
const codeBody = z.object({ phone: z.string(), code: z.string() });
const paceBody = z.object({ historyDelayMs: z.int().min(0).max(3_600_000) });
const changeBody = z.looseObject({ phone: z.string(), action: z.string() });

const routes: Record<string, Route> = {
  'GET /control/world': describeWorld,
  'GET /control/stats': ({ world, connections }) =>
    Object.fromEntries(world.accounts.map(({ person }) => [person.phone, connections(person.phone)])),
  async 'POST /control/scan'(simulator, body) {
    const { phone, qr } = checked(scanBody, body);
    await phoneOf(simulator, phone).scan(qr);
    return { linked: phone };
  },
  async 'POST /control/code'(simulator, body) {
    const { phone, code } = checked(codeBody, body);
    await phoneOf(simulator, phone).enterCode(code);
    return { linked: phone };
  },
  'POST /control/faults'({ faults }, body) {
    const wish = checked(faultsBody, body);
    if ('clear' in wish) faults.clear(wish.clear === 'all' ? undefined : (wish.clear as FaultKind));
    else faults.set(wish.set as Fault, limitsOf(wish));
    return { done: true };
  },
  'POST /control/pace'({ setHistoryDelay }, body) {
    setHistoryDelay(checked(paceBody, body).historyDelayMs);
    return { done: true };
  },
  'POST /control/cut'(simulator) {
    simulator.cutConnections();
    return { done: true };
  },
  'POST /control/change'(simulator, body) {
    const { phone, action } = checked(changeBody, body);
    applyChange({ world: simulator.world, phone: phoneOf(simulator, phone) }, action, body);
    return { done: true };
  },
};

/**
 * Drives a simulator over HTTP on its own port, so that other processes can: scan and enter codes, switch faults, change
 * the world, look at facts. Answers JSON; what cannot be done is answered by `{error: {message}}` with a clear sentence.
 */
export function createControlDoor(simulator: Simulator) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      answer(response, 200, await handle(simulator, request));
    } catch (error) {
      const status = error instanceof Refusal ? error.status : 409;
      answer(response, status, { error: { message: error instanceof Error ? error.message : String(error) } });
    }
  };
}

async function handle(simulator: Simulator, request: IncomingMessage): Promise<unknown> {
  const name = `${request.method} ${request.url?.split('?')[0]}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) throw new Refusal(404, `There is no ${name} here; there are ${Object.keys(routes).join(', ')}.`);
  return route(simulator, request.method === 'POST' ? await readJson(request) : undefined);
}

function phoneOf(simulator: Simulator, digits: string) {
  const known = simulator.world.accounts.map(({ person }) => person.phone);
  if (!known.includes(digits))
    throw new Refusal(404, `No account has the number ${digits}; there are ${known.join(', ')}.`);
  return simulator.phone(digits);
}

function describeWorld({ world }: Simulator) {
  const accounts = world.accounts.map((account) => ({
    phone: account.person.phone,
    lid: account.person.lid,
    pushName: account.person.pushName,
    expected: expectedCounts(account, world),
    groups: account.groups.map(({ id, subject, members }) => ({ id, subject, members: members.length })),
    addressBook: account.addressBook.map(({ person, fullName }) => ({
      phone: person.phone,
      lid: person.lid,
      fullName,
    })),
  }));
  return { seed: world.seed, accounts };
}

function limitsOf({ account, times }: { account?: string | undefined; times?: number | undefined }) {
  return { ...(account !== undefined && { account }), ...(times !== undefined && { times }) };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
