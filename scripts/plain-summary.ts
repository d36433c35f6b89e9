import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Says which suites were skipped and why, then closes with `N passed, N failed, N skipped` on a line of its own. */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    // A file that does not load has no tests, yet it failed; so did a run with an error outside of any test.
    const broken = modules.filter((module) => module.errors().length > 0).length + unhandledErrors.length;
    const lines = [
      ...skippedGroups(tests),
      `${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped`,
    ];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}

function skippedGroups(tests: TestCase[]): string[] {
  const skipped = tests.filter((test) => test.result().state === 'skipped');
  return [...Map.groupBy(skipped, reasonOf)].map(([reason, group]) => `Skipped: ${reason} (${group.length} tests)`);
}

/** Database suites are skipped together, and say so in their titles (`storage/testing.ts`); others stand for themselves. */
function reasonOf(test: TestCase): string {
  const server = /on (\S+) \(SKIPPED: (.+?)\)/.exec(test.fullName);
  if (server) return `all suites on ${server[1]}, ${server[2]}`;
  return `${test.fullName} in ${relative('.', test.module.moduleId)}`;
}
