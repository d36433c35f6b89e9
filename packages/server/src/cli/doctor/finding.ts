import type { Config } from '../../config/index.ts';
import type { CliKey } from '../../i18n/index.ts';
import { maskText } from '../../observability/index.ts';
import type { Io } from '../io.ts';

/** What one check found; whatever is not `ok` says how to mend it. Only a `problem` makes the command fail. */
export type Finding = {
  check: string;
  status: 'ok' | 'warning' | 'problem';
  message: string;
  advice: string | null;
};

type Trouble<K extends string = CliKey> = K extends `doctor_${infer Name}_fix` ? Name : never;
type Fine =
  Exclude<CliKey & `doctor_${string}`, `doctor_${Trouble}` | `doctor_${Trouble}_fix`> extends infer K
    ? K extends `doctor_${infer Name}`
      ? Name
      : never
    : never;
type Values = Record<string, unknown>;

/** What a check may use, and how it tells what it found. */
export type Doctor = {
  config: Config;
  ok(check: string, text: Fine, values?: Values): Finding;
  warning(check: string, text: Trouble, values?: Values): Finding;
  problem(check: string, text: Trouble, values?: Values): Finding;
};

export function createDoctor(io: Io): Doctor {
  const ill =
    (status: 'warning' | 'problem') =>
    (check: string, text: Trouble, values: Values = {}): Finding => {
      return {
        check,
        status,
        message: io.text(`doctor_${text}`, values),
        advice: io.text(`doctor_${text}_fix`, values),
      };
    };
  return {
    config: io.config(),
    ok: (check, text, values) => ({ check, status: 'ok', message: io.text(`doctor_${text}`, values), advice: null }),
    warning: ill('warning'),
    problem: ill('problem'),
  };
}

/** Why something failed, where Node gives a list of reasons too; without passwords. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return maskText(error instanceof Error ? error.message : String(error));
}
