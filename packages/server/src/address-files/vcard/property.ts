import { decodeQuotedPrintable, textOfBytes } from './values.ts';

/** One property of a card. The value is text, with the escapes of its version still in it. */
export type CardProperty = {
  /** `item1` of `item1.TEL`, by which a label belongs to it. */
  group: string | null;
  name: string;
  types: string[];
  params: Map<string, string>;
  value: string;
};

const start = /^(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):/;
const startWithOpenQuote = /^(?:([\w-]+)\.)?([\w-]+)((?:;[^:;]*)*):/;
/** Name and parameters of a property: what is longer is none. */
const longestHead = 4000;
const param = /;((?:[^";]|"[^"]*")*)/g;

/** The property of an unfolded line; undefined for a line that is none. */
export function parseProperty(line: string): CardProperty | undefined {
  const head = line.slice(0, longestHead);
  const match = start.exec(head) ?? startWithOpenQuote.exec(head);
  if (!match?.[2]) return undefined;
  const [whole, group, name, written = ''] = match;
  const { types, params } = parseParams(written);
  const value = decodeValue(line.slice(whole.length), params);
  return { group: group?.toLowerCase() ?? null, name: name.toUpperCase(), types, params, value };
}

/** Version 2.1 writes a type or an encoding as it is, later ones after `TYPE=` and `ENCODING=`. */
function parseParams(head: string) {
  const params = new Map<string, string>();
  const types: string[] = [];
  for (const [, text = ''] of head.matchAll(param)) {
    const [, key, given = ''] = /^\s*(?:([\w-]+)\s*=)?\s*(.*)$/s.exec(text) ?? [];
    const value = given.replaceAll('"', '').trim();
    if (key && key.toUpperCase() !== 'TYPE') params.set(key.toUpperCase(), value);
    else if (!key && /^(?:quoted-printable|base64|8bit|7bit)$/i.test(value)) params.set('ENCODING', value);
    else types.push(...value.toLowerCase().split(','));
  }
  return { types: types.filter((type) => type !== ''), params };
}

function decodeValue(value: string, params: Map<string, string>): string {
  const encoding = params.get('ENCODING')?.toUpperCase();
  const charset = params.get('CHARSET');
  if (encoding === 'QUOTED-PRINTABLE') return textOfBytes(decodeQuotedPrintable(value), charset);
  if (encoding === 'B' || encoding === 'BASE64') return textOfBytes(Buffer.from(value, 'base64'), charset);
  return textOfBytes(Buffer.from(value, 'latin1'), charset);
}
