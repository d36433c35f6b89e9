import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Networks that no webhook reaches unless it is allowed: this machine, private and shared ones, and what is no address of anybody. */
const v4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Beside them the forms in which an IPv6 address carries an IPv4 one: NAT64, 6to4, Teredo. */
const v6 = [
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];
/** A BlockList compares an IPv4-mapped IPv6 address with its IPv4 networks by itself. */
const refused = listOf([...v4, ...v6]);

/** Which private addresses may be reached after all. */
export type AllowPrivate = 'none' | 'all' | readonly string[];
export type Address = { address: string; family: 4 | 6 };

/** Whether an outbound request may go to this address. */
export type MayReach = (address: string) => boolean;

export function createMayReach(allow: AllowPrivate): MayReach {
  const allowed = typeof allow === 'string' ? listOf([]) : listOf(allow);
  return (address) => {
    const family = isIP(address);
    if (family === 0) return false;
    const kind = family === 4 ? 'ipv4' : 'ipv6';
    return allow === 'all' || !refused.check(address, kind) || allowed.check(address, kind);
  };
}

/**
 * The addresses of a host, every one of them checked; undefined when one may not be reached, so that no name can mix a good address with a bad one.
 * Whoever connects uses these and resolves no second time. Throws when the name cannot be resolved.
 */
export async function resolveReachable(
  host: string,
  mayReach: MayReach,
  resolve: (host: string) => Promise<Address[]> = resolveAll,
): Promise<Address[] | undefined> {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  const addresses = family === 0 ? await resolve(bare) : [{ address: bare, family: family as 4 | 6 }];
  return addresses.length > 0 && addresses.every(({ address }) => mayReach(address)) ? addresses : undefined;
}

async function resolveAll(host: string): Promise<Address[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (kind === 'ipv6' ? 128 : 32) : Number(bits), kind);
  }
  return list;
}
