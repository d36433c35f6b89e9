import type { AddressInfo } from 'node:net';
import type { Scope } from '@grabber/contract';
import type { InjectOptions, RouteOptions } from 'fastify';
import { asSystem, systemCaller } from '../../auth/index.ts';
import { type Clock, systemClock } from '../../core/index.ts';
import type { AllowPrivate } from '../../events/index.ts';
import { end, group, groups, member, people, saved } from '../../grabbing/testing/facts.ts';
import type { NewSession } from '../../sessions/index.ts';
import type { Storage } from '../../storage/index.ts';
import { buildHttp } from '../index.ts';
import { openServices } from './services.ts';

export type RealHttp = Awaited<ReturnType<typeof realHttp>>;

/**
 * The whole HTTP side over the real services and this database, with WhatsApp scripted. Listens on a free port; the test closes it.
 * Webhooks are served when the test starts them, and reach the private networks that it names.
 */
export async function realHttp(
  storage: Storage,
  url: string,
  clock: Clock = systemClock,
  webhookAllowPrivate: AllowPrivate = 'none',
) {
  const services = await openServices(storage, url, clock, webhookAllowPrivate);
  const { deps, engine, sessions, grabs, keys } = services;
  const routes: RouteOptions[] = [];
  const app = buildHttp(deps);
  app.addHook('onRoute', (route) => void routes.push(route));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;

  /** Creates a session and waits until it is connected. */
  async function connected(input: NewSession): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const stop = sessions.subscribe(({ session_id, status, name }) => {
      if (status === 'connected' && name === input.name) resolve(session_id);
    });
    await sessions.create(input);
    return await promise.finally(stop);
  }

  /** A connected session with two saved people, a group and a grab. */
  async function grabbedSession(name: string, digits: string): Promise<{ id: string; grabId: number }> {
    const id = await connected({ name });
    const pages = [people(saved(`${digits}1`, `${name} A`), saved(`${digits}2`, `${name} B`)), end()];
    engine.answer(id, 'contacts', pages);
    engine.answer(id, 'groups', [groups(group(`${digits}@g.us`, [member({ pn: `${digits}1` })])), end()]);
    const grab = await grabs.start(asSystem(id), 'all');
    await grabs.wait(grab.id);
    return { id, grabId: grab.id };
  }

  /** The headers of a caller with a new key that may do this. */
  async function headersFor(...scopes: Scope[]): Promise<{ 'x-api-key': string }> {
    return { 'x-api-key': (await keys.create({ name: scopes.join(' '), scopes }, systemCaller)).key };
  }

  async function close(): Promise<void> {
    await app.close();
    await services.close();
  }

  return {
    ...services,
    app,
    routes,
    base: `http://127.0.0.1:${port}`,
    /** Calls the app, without a network. */
    call: async (options: InjectOptions) => app.inject(options),
    connected,
    grabbedSession,
    headersFor,
    close,
  };
}
