import {
  type DestinationStream,
  destination as openDestination,
  type Logger as PinoLogger,
  pino,
  stdTimeFunctions,
} from 'pino';
import { maskFields, maskText } from './mask.ts';

export type Logger = PinoLogger;
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

const standardError = 2;

/**
 * The root logger: JSON lines without personal data, on standard error unless told otherwise, so that standard output
 * stays free for answers of the command line.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: maskFields },
    serializers: { err: (error: unknown) => error },
    hooks: { streamWrite: maskText },
  };
  return maskChildren(pino(options, destination ?? openDestination(standardError)));
}

/** pino formats the fields of an entry but not those that a child is made with. */
function maskChildren(logger: Logger): Logger {
  const makeChild = logger.child;
  logger.child = function (this: Logger, fields: object, options?: never) {
    return makeChild.call(this, maskFields(fields), options);
  } as typeof logger.child;
  return logger;
}

/** A logger whose lines say which part of the program speaks. */
export function namedLogger(logger: Logger, module: string): Logger {
  return logger.child({ module });
}
