import type { PersonRef } from '@grabber/contract';

/** What was typed as the one or the other; undefined when it is neither. Digits alone are a phone: a LID is written with its `@lid`. */
export function readPersonRef(typed: string): PersonRef | undefined {
  const text = typed.trim();
  if (/^\d{5,32}@lid$/i.test(text)) return { lid: text.toLowerCase() };
  const digits = text.replace(/\D/g, '');
  return /^[0-9+\-(). ]+$/.test(text) && digits.length >= 5 && digits.length <= 20 ? { phone: text } : undefined;
}
