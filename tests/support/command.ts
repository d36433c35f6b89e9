import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../packages/server/src/cli/main.ts', import.meta.url));

export type CommandResult = { code: number | null; out: string; err: string };

/** Starts `grabber` with these arguments in a process of its own, in a folder without `.env`. */
export function startCommand(args: string[], folder: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DEFAULT_LANGUAGE: 'en', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = { out: '', err: '' };
  child.stdout.on('data', (text) => (told.out += text));
  child.stderr.on('data', (text) => (told.err += text));
  const result: Promise<CommandResult> = once(child, 'close').then(([code]) => ({ code, ...told }));
  return { told, result, kill: () => child.kill('SIGKILL') };
}
