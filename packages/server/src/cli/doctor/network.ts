import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect as connectTcp, createServer, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { health } from '@grabber/contract';
import { readClientSettings } from '../../config/index.ts';
import type { Io } from '../io.ts';
import { type Doctor, type Finding, reasonOf } from './finding.ts';

const whatsapp = 'wss://web.whatsapp.com';
const patienceMs = 5000;

/** Whether WhatsApp's server answers: name, connection and certificate, but no login. */
export async function checkWhatsapp(doctor: Doctor): Promise<Finding[]> {
  const { protocol, hostname, port: given } = new URL(doctor.config.whatsappSocketUrl ?? whatsapp);
  const isTls = protocol === 'wss:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const port = Number(given || (isTls ? 443 : 80));
  try {
    await within(lookup(host));
  } catch {
    return [doctor.problem('whatsapp', 'whatsapp_unknown', { host })];
  }
  try {
    await opens(isTls, host, port);
    return [doctor.ok('whatsapp', 'whatsapp', { host })];
  } catch (error) {
    return [doctor.problem('whatsapp', 'whatsapp_closed', { host, port, reason: reasonOf(error) })];
  }
}

async function opens(isTls: boolean, host: string, port: number): Promise<void> {
  // an address has no name to be sent
  const name = isIP(host) === 0 ? { servername: host } : {};
  const socket: Socket = isTls
    ? connectTls({ host, port, ...name, rejectUnauthorized: true })
    : connectTcp({ host, port });
  try {
    await once(socket, isTls ? 'secureConnect' : 'connect', { signal: AbortSignal.timeout(patienceMs) });
  } finally {
    socket.destroy();
  }
}

/** A resolver may wait much longer than anybody wants to. */
function within<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('timeout')), patienceMs);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

/** Whether something answers where somebody else's gateways are; whether it lets us in is seen when the session connects. */
export async function checkGateways(doctor: Doctor, urls: string[]): Promise<Finding[]> {
  return await Promise.all(
    urls.map(async (url) => {
      try {
        await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'manual' });
        return doctor.ok('gateway', 'gateway', { url });
      } catch {
        return doctor.problem('gateway', 'gateway_closed', { url });
      }
    }),
  );
}

/** Our port: free, or used by our own server. */
export async function checkPort(doctor: Doctor, io: Io): Promise<Finding[]> {
  const { host, port } = doctor.config;
  const { url } = readClientSettings({ ...io.env, GRABBER_URL: undefined });
  if (await isOurs(url)) return [doctor.ok('port', 'port_ours', { url })];
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
    return [doctor.ok('port', 'port_free', { port })];
  } catch (error) {
    return [doctor.problem('port', 'port_taken', { port, reason: reasonOf(error) })];
  } finally {
    server.close();
  }
}

async function isOurs(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
    return health.safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}
