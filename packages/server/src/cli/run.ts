import { CommanderError } from 'commander';
import { ConfigError, readLanguage } from '../config/index.ts';
import { AppError } from '../core/index.ts';
import { errorText } from '../i18n/index.ts';
import { maskText } from '../observability/index.ts';
import { CommandFailed, exitCodes } from './failure.ts';
import { createIo, type Io, type Surroundings } from './io.ts';
import { buildProgram } from './program.ts';
import { usageText } from './usage.ts';

/** Runs the command line and returns the exit code: one of `exitCodes`. */
export async function runCli(args: string[], surroundings: Surroundings): Promise<number> {
  const io = createIo(surroundings);
  let code: number = exitCodes.ok;
  const program = buildProgram(io, () => {
    code = exitCodes.failed;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, io);
  }
}

function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return explainUsage(error, io);
  if (error instanceof ConfigError) {
    io.writeErr(`${error.message}\n`);
    return exitCodes.usage;
  }
  if (error instanceof CommandFailed) {
    io.writeErr(`${error.message}\n`);
    return error.exitCode;
  }
  io.writeErr(`${io.text('failed', { reason: maskText(reasonOf(error, io)) })}\n`);
  return exitCodes.failed;
}

/** Help and version come this way too, and have been printed. */
function explainUsage(error: CommanderError, io: Io): number {
  if (error.exitCode === 0) return exitCodes.ok;
  const text = usageText(io, error);
  if (text) io.writeErr(`${text}\n`);
  return exitCodes.usage;
}

function reasonOf(error: unknown, io: Io): string {
  if (error instanceof AppError) return errorText(readLanguage(io.env), error.code, error.details);
  return error instanceof Error ? error.message : String(error);
}
