import type { Argument, CommanderError, Help, Option } from 'commander';
import type { CliKey } from '../i18n/index.ts';
import type { Io } from './io.ts';

/** Commander knows its headings and remarks in English only. */
export function helpIn(io: Io): Partial<Help> {
  const titles: Record<string, string> = {
    'Usage:': io.text('help_usage'),
    'Arguments:': io.text('help_arguments'),
    'Options:': io.text('help_options'),
    'Commands:': io.text('help_commands'),
  };
  const describe = ({ description, argChoices: choices, defaultValue: value }: Argument | Option) => {
    const remarks = [];
    if (choices) remarks.push(io.text('help_choices', { choices: choices.join(', ') }));
    if (value !== undefined) remarks.push(io.text('help_default', { value }));
    return remarks.length > 0 ? `${description} (${remarks.join('; ')})` : description;
  };
  return { styleTitle: (title) => titles[title] ?? title, optionDescription: describe, argumentDescription: describe };
}

const sentences: Record<string, CliKey> = {
  'commander.unknownOption': 'usage_unknown_option',
  'commander.unknownCommand': 'usage_unknown_command',
  'commander.missingArgument': 'usage_missing_argument',
  'commander.missingMandatoryOptionValue': 'usage_missing_option',
  'commander.optionMissingArgument': 'usage_option_needs_value',
  'commander.excessArguments': 'usage_excess_arguments',
  'commander.invalidArgument': 'usage_invalid',
};

/** What is wrong with a command line, in the user's language; undefined where the help says it. */
export function usageText(io: Io, { code, message }: CommanderError): string | undefined {
  const key = sentences[code];
  if (!key) return undefined;
  const [what] = /'[^']+'/.exec(message) ?? [];
  const [, meant] = /Did you mean (?:one of )?(.+)\?/.exec(message) ?? [];
  const sentence = io.text(key, { what });
  const [, choices] = /Allowed choices are (.+)\.$/.exec(message) ?? [];
  const [, detail] = /is invalid[^.]*\. (.+)$/s.exec(message) ?? [];
  const hint = choices ? io.text('usage_choices', { choices }) : meant ? io.text('usage_meant', { meant }) : detail;
  return hint && (key === 'usage_invalid' || meant) ? `${sentence} ${hint}` : sentence;
}
