import type { Io, RunningServer } from './io.ts';

/** Runs the server until somebody asks it to stop. */
export async function serve(io: Io, { json }: { json?: boolean }): Promise<void> {
  const server = await io.startServer(io.config());
  const { url, engineUrl: engine_url, firstKey: first_key, setupToken: setup_token } = server;
  if (json) io.print(JSON.stringify({ url, engine_url, first_key, setup_token }));
  else tell(io, server);
  await io.stopAsked();
  if (!json) io.say('stopping');
  await server.close();
}

function tell(io: Io, server: RunningServer): void {
  io.say('listening', { url: server.url });
  if (server.engineUrl) io.say('engine_listening', { url: server.engineUrl });
  if (server.firstKey) io.say('first_key', { key: server.firstKey });
  if (server.setupToken) io.say('setup_token', { url: server.url, token: server.setupToken });
}
