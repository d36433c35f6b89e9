import { defineConfig } from 'vitest/config';

const shared = {
  environment: 'node',
  pool: 'forks',
  // Real sockets, databases and worker threads: generous limits.
  testTimeout: 120_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    // More than cores: tests wait for servers, processes and the time between two tries.
    maxWorkers: 3,
    projects: [
      // the long ones first, so that no worker is left waiting in the end
      { test: { ...shared, name: 'suites', include: ['tests/**/*.test.ts'] } },
      {
        // No module keeps what a test could trip over, so files share their process: loading everything for each took a third of the time.
        test: {
          ...shared,
          name: 'packages',
          include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          isolate: false,
        },
      },
    ],
    // A reporter in the end says what was skipped, and counts in one plain line.
    reporters: ['default', './scripts/plain-summary.ts'],
    // A run without any test is a broken run.
    passWithNoTests: false,
  },
});
