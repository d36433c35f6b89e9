import { parseArgs } from 'node:util';
import { uncovered } from './coverage.ts';
import { runNewman } from './newman.ts';
import { scanWhatIsShown } from './phone.ts';
import { staleFiles, writePostmanFiles } from './postman/files.ts';
import { runScripts } from './scripts.ts';
import { type Stack, startStack } from './stack.ts';

// Runs every example against a real server on the simulator: `npm run examples`; with `-- --write` it writes the Postman files first.

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
if (values.write) await writePostmanFiles();
const stale = (await staleFiles()).map(
  (file) => `${file} is not what examples/postman makes; run npm run examples -- --write`,
);
const stack = await startStack();
const phones = new AbortController();
const scanning = scanWhatIsShown(stack, phones.signal).catch((error: unknown) =>
  phones.signal.aborted ? undefined : error,
);
try {
  const failures = [...stale, ...(await runAll(stack))];
  for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  phones.abort();
  const problem = await scanning;
  if (problem) process.stdout.write(`FAILED the mock phone: ${String(problem)}\n`);
  await stack.close();
}

async function runAll({ url, key, door, setupToken, phones: [first = ''] }: Stack): Promise<string[]> {
  const environment = { url, api_key: key, setup_token: setupToken, phone_number: first, simulator: door };
  const newman = await runNewman(environment);
  const missing = await uncovered(url, newman.statuses);
  const { requests, assertions, failures } = newman;
  process.stdout.write(
    `Newman: ${requests} requests, ${assertions} assertions, ${failures.length} failures; routes without an example: ${missing.length}\n`,
  );
  const scripts: string[] = [];
  for (const folder of ['curl', 'javascript'] as const) {
    for (const { name, problem } of await runScripts(folder, { GRABBER_URL: url, GRABBER_KEY: key })) {
      process.stdout.write(`${problem ? 'FAILED' : 'ok'} ${name}\n`);
      if (problem) scripts.push(`${name}: ${problem}`);
    }
  }
  return [...failures, ...missing, ...scripts];
}
