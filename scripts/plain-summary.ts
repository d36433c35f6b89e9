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
  const groups = new Map<string, number>();
  for (const test of tests) {
    const result = test.result();
    if (result.state !== 'skipped') continue;
    const why = result.note ? `: ${result.note}` : '';
    const group = `${outermostName(test)} in ${relative('.', test.module.moduleId)}${why}`;
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return [...groups].map(([group, size]) => `Skipped: ${group} (${size} tests)`);
}

function outermostName(test: TestCase): string {
  return test.fullName.split(' > ', 1)[0] ?? test.name;
}
