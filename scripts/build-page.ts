import { spawnSync } from 'node:child_process';
import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Builds the page when it is missing or older than its sources, so that starting the program is one command. */
const folder = join(import.meta.dirname, '..', 'packages', 'dashboard');
const changedAt = async (file: string) => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;

const built = await changedAt(join(folder, 'dist', 'index.html'));
let newest = 0;
for await (const file of glob(['src/**/*.{ts,tsx,css}', 'public/*', '*.{html,ts}'], { cwd: folder })) {
  newest = Math.max(newest, await changedAt(join(folder, file)));
}
if (newest > built) {
  // Tests set another one, and would get the libraries as their developers see them: twice the size, half the speed.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'inherit', 'inherit'], env });
  process.exitCode = status ?? 1;
}
