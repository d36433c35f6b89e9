import { type Config, readConfig, readLanguage } from '../config/index.ts';
import { type CliKey, cliText } from '../i18n/index.ts';

/** A running server, as `startServer` returns it. */
export type RunningServer = {
  url: string;
  engineUrl?: string | undefined;
  /** The first API key, when this start made it. */
  firstKey?: string | undefined;
  /** Makes the first owner, when there is none. */
  setupToken?: string | undefined;
  close(): Promise<void>;
};

/** What the commands need from the process that runs them. */
export type Surroundings = {
  env: Record<string, string | undefined>;
  writeOut: (text: string) => void;
  writeErr: (text: string) => void;
  /** Whether a terminal shows what `writeOut` gets, so that lines may be drawn over. */
  live?: boolean;
  startServer: (config: Config) => Promise<RunningServer>;
  /** Resolves when somebody asks the program to stop. */
  stopAsked: () => Promise<void>;
};

/** The surroundings in the user's language. */
export type Io = {
  text: (key: CliKey, values?: Record<string, unknown>) => string;
  /** A line for people. */
  say: (key: CliKey, values?: Record<string, unknown>) => void;
  print: (line: string) => void;
  /** Throws `ConfigError`. */
  config: () => Config;
} & Surroundings;

export function createIo(surroundings: Surroundings): Io {
  const language = readLanguage(surroundings.env);
  const text: Io['text'] = (key, values) => cliText(language, key, values);
  const print = (line: string) => surroundings.writeOut(`${line}\n`);
  const config = () => readConfig(surroundings.env);
  return { ...surroundings, text, print, say: (key, values) => print(text(key, values)), config };
}
