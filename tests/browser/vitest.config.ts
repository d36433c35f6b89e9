import { defineConfig } from 'vitest/config';

/** Journeys of people through the built page, in Chromium, against a real server on the simulator. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.journey.ts'],
    globalSetup: './support/once-for-all.ts',
    pool: 'forks',
    // Servers are closed by whoever opened them, so the files of a worker may share what was loaded.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
});
