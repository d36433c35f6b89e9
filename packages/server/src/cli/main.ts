#!/usr/bin/env node
import { processEnvironment } from '../config/index.ts';
import { runCli } from './run.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;
const forcedExitCode = 130;

/** The first signal asks to stop; a second one doesn't wait any longer. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      process.once(signal, () => {
        for (const next of signals) process.on(next, () => process.exit(forcedExitCode));
        resolve();
      });
    }
  });
}

process.exitCode = await runCli(process.argv.slice(2), {
  env: processEnvironment(),
  writeOut: (text) => process.stdout.write(text),
  writeErr: (text) => process.stderr.write(text),
  live: process.stdout.isTTY === true,
  // the server's whole weight is for the one command that needs it
  startServer: async (config) => (await import('../index.ts')).startServer(config),
  stopAsked,
});
