import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const command = fileURLToPath(new URL('../../packages/server/src/cli/main.ts', import.meta.url));

/** A server in a process of its own, so that a test can kill it. */
export type ServerProcess = { url: string; kill(): Promise<void> };

/** A port that was free a moment ago, so that a restarted process is found again at the same address. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Runs `grabber serve` with this environment; resolves when it answers. Throws with its output when it ends before. */
export async function startProcess(env: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [command, 'serve'], {
    env: { PATH: process.env['PATH'], ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const url = `http://127.0.0.1:${port}`;
  await until('the server', async () => {
    if (child.exitCode !== null) throw new Error(`grabber serve ended with ${child.exitCode}: ${output}`);
    return await healthy(url);
  });
  return { url, kill: () => killHard(child) };
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}

async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
