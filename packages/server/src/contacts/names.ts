import { storableText, textLimits } from '../core/index.ts';

const descriptionLength = 10_000;
const ordinary = /^[\x21-\x7e](?:[\x20-\x7e]{0,200}[\x21-\x7e])?$/;
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\u0000-\u001f\u007f-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controlsButBreaks = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const visible = /[^\p{Z}\p{Cc}\p{Cf}]/u;
const numberLike = /^[\d\s+().-]*$/;

export type Names = {
  saved_name: string | null;
  verified_name: string | null;
  push_name: string | null;
  chat_name: string | null;
};

/**
 * A name as it is kept: no control characters, line breaks as spaces, trimmed, at most 512 characters; marks of
 * right-to-left scripts and joiners stay. Null when nothing visible is left.
 */
export function cleanName(text: unknown): string | null {
  if (typeof text !== 'string' || text === '') return null;
  if (ordinary.test(text)) return text;
  const clean = text.replace(breaks, ' ').replace(controls, '').trim();
  return visible.test(clean) ? storableText(clean, textLimits.name).trimEnd() : null;
}

/** A longer text (a group's description) as it is kept: like a name, but longer and with its line breaks. */
export function cleanText(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const clean = text.replace(/\r\n?/g, '\n').replace(controlsButBreaks, '').trim();
  return visible.test(clean) ? storableText(clean, descriptionLength).trimEnd() : null;
}

/** Whether a name says more than a number does. */
function isRealName(name: string): boolean {
  return !numberLike.test(name);
}

/** The name to keep: the incoming one, unless it is nothing or a mere number beside something that is known. */
export function keepKnown(known: string | null, incoming: unknown): string | null {
  if (incoming === known || incoming === null) return known;
  const name = cleanName(incoming);
  if (name === null) return known;
  return known !== null && isRealName(known) && !isRealName(name) ? known : name;
}

/** The best of a person's names: saved, verified, push, chat; a mere number only where there is no real name. */
export function bestName(names: Names): string | null {
  const { saved_name, verified_name, push_name, chat_name } = names;
  const inOrder = [saved_name, verified_name, push_name, chat_name];
  return inOrder.find((name) => name !== null && isRealName(name)) ?? inOrder.find((name) => name !== null) ?? null;
}
