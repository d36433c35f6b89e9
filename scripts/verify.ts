import { spawnSync } from 'node:child_process';

/** Every check that is no test; all of them run, even when one fails. */
const checks = ['style', 'types', 'boundaries', 'unused', 'licences', 'openapi', 'openapi-lint', 'lockfile'];

const results = checks.map((check) => {
  process.stdout.write(`\n== ${check}\n`);
  const begin = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', `check:${check}`], { stdio: 'inherit' });
  return { check, good: status === 0, seconds: (performance.now() - begin) / 1000 };
});

process.stdout.write('\n');
for (const { check, good, seconds } of results) {
  process.stdout.write(`${good ? 'ok    ' : 'FAILED'} ${check} (${seconds.toFixed(1)} s)\n`);
}
if (results.some(({ good }) => !good)) process.exitCode = 1;
