import type { Io } from './io.ts';

/** Runs the server until somebody asks it to stop. */
export async function serve(io: Io): Promise<void> {
  const server = await io.startServer(io.config());
  io.say('listening', { url: server.url });
  if (server.engineUrl) io.say('engine_listening', { url: server.engineUrl });
  if (server.firstKey) io.say('first_key', { key: server.firstKey });
  if (server.setupToken) io.say('setup_token', { url: server.url, token: server.setupToken });
  await io.stopAsked();
  io.say('stopping');
  await server.close();
}
