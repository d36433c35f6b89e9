import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tests/**/*.test.ts', 'scripts/**/*.test.ts'],
    environment: 'node',
    // Real sockets, databases and worker threads: generous limits, and a process of its own for each file.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // A reporter in the end says what was skipped, and counts in one plain line.
    reporters: ['default', './scripts/plain-summary.ts'],
    // A run without any test is a broken run.
    passWithNoTests: false,
  },
});
