import { unixSeconds } from '../clock.ts';
import type { LinkedDevice } from '../phone/device.ts';
import type { Phone } from '../phone/phone.ts';
import { lidJid } from '../wire/jids.ts';
import type { WireNode } from '../wire/node.ts';
import { node } from '../wire/node.ts';
import type { Core } from './core.ts';
import { findPhone } from './core.ts';
import type { Link, LinkListener } from './link.ts';
import { openSession } from './session.ts';

const NOT_LINKED = 401;
const silence: LinkListener = { onStanza: () => undefined, onClosed: () => undefined };

/** Logs a linked device in, or refuses it with the failure code that fits (§4). */
export function login(
  core: Core,
  link: Link,
  client: { noiseKey: Buffer; phone: string; device: number },
): LinkListener {
  const phone = findPhone(core, client.phone);
  const device = phone?.devices.find(({ number }) => number === client.device);
  const isGenuine = device?.noiseKey.equals(client.noiseKey) ?? false;
  const refusal = refusalCode(core, client.phone, phone, device);
  if (!phone || !device || !isGenuine || refusal !== undefined) {
    link.send(node('failure', { reason: String(refusal ?? NOT_LINKED), location: 'sim' }));
    link.close();
    return silence;
  }
  // Only one connection per device: the older one learns that it was replaced.
  device.connection?.endStream({ cause: { tag: 'conflict', type: 'replaced' } });
  device.logins += 1;
  core.ledger.login(client.phone);
  link.send(success(core, phone, device));
  link.send(edgeRouting(core));
  return openSession(core, link, phone, device);
}

function refusalCode(core: Core, account: string, phone?: Phone, device?: LinkedDevice): number | undefined {
  const { faults } = core;
  if (faults.strike('client-outdated', { account })) return 405;
  if (faults.strike('banned', { account })) return 403;
  if (faults.strike('server-away', { account })) return 503;
  if (!phone || !device || !faults.strike('logged-out', { account })) return undefined;
  phone.unlink(device);
  return NOT_LINKED;
}

function success(core: Core, { account }: Phone, device: LinkedDevice): WireNode {
  const lid = lidJid(account.person.lid, device.number);
  return node('success', { t: unixSeconds(core.clock), lid, props: '27', location: 'sim' });
}

function edgeRouting({ secrets }: Core): WireNode {
  const info = node('routing_info', {}, secrets.bytes('routing info', 8));
  return node('ib', {}, [node('edge_routing', {}, [info])]);
}
