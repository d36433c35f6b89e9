import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folderOf = (name: string) => fileURLToPath(new URL(`./${name}/`, import.meta.url));

/** What the JavaScript examples share. */
const library = 'api.mjs';

export type ScriptRun = { name: string; problem: string | null };

/** Runs every example of a folder: first the one that links an account and prints its session's id, then the others with that id. */
export async function runScripts(folder: 'curl' | 'javascript', env: Record<string, string>): Promise<ScriptRun[]> {
  const files = (await readdir(folderOf(folder))).filter((name) => /\.(sh|mjs)$/.test(name) && name !== library).sort();
  const first = files.find((name) => name.startsWith('link-account'));
  if (!first) throw new Error(`${folder} has no example that links an account`);
  const linked = await runScript(folder, first, env);
  const SESSION_ID = linked.output.trim().split('\n').at(-1) ?? '';
  const results = [linked];
  for (const name of files) if (name !== first) results.push(await runScript(folder, name, { ...env, SESSION_ID }));
  return results.map(({ name, problem }) => ({ name, problem }));
}

async function runScript(folder: string, file: string, env: Record<string, string>) {
  const name = `${folder}/${file}`;
  const program = file.endsWith('.sh') ? 'bash' : process.execPath;
  try {
    const { stdout } = await run(program, [folderOf(folder) + file], {
      env: { PATH: '/usr/bin:/bin', SECONDS_TO_FOLLOW: '1', ...env },
      timeout: 120_000,
    });
    return { name, output: stdout, problem: stdout.trim() === '' ? 'it printed nothing' : null };
  } catch (error) {
    return { name, output: '', problem: error instanceof Error ? error.message : String(error) };
  }
}
