import { type ErrorCode, engineErrorCodes, gatewayProblem, type StatusReason } from '@grabber/contract';
import { english } from './en.ts';
import { indonesian } from './id.ts';
import type { Language } from './language.ts';
import type { CliKey, MessageKey, Texts } from './texts.ts';

type Values = Record<string, unknown>;

const texts: Record<Language, Texts> = { id: indonesian, en: english };

const engineCodes: readonly ErrorCode[] = engineErrorCodes;

/** What an error says to people; `details` fill its placeholders. An engine's error says what is wrong with the gateway, when its `reason` tells. */
export function errorText(language: Language, code: ErrorCode, details: Values = {}): string {
  const problem = engineCodes.includes(code) ? gatewayProblem.safeParse(details['reason']).data : undefined;
  const { errors, gateway } = texts[language];
  return fill(problem ? gateway[problem] : errors[code], details);
}

/** Why a session is not connected. */
export function reasonText(language: Language, reason: StatusReason): string {
  return texts[language].reasons[reason];
}

/** The text of an answer. */
export function messageText(language: Language, key: MessageKey, values: Values = {}): string {
  return fill(texts[language].messages[key], values);
}

/** What the command line says. */
export function cliText(language: Language, key: CliKey, values: Values = {}): string {
  return fill(texts[language].cli[key], values);
}

function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '-'));
}
