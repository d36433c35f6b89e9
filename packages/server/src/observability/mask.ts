/**
 * Makes log lines free of people: phone numbers, JIDs, names, keys and codes. `maskText` works on any text;
 * names have no pattern, so `maskFields` hides the fields that hold them. A name inside a message can't be found:
 * messages are fixed words, facts belong into fields.
 */
const rules: [RegExp, string | ((...groups: string[]) => string)][] = [
  [/\bgr_([a-z0-9]{1,8})[A-Za-z0-9_-]*/g, 'gr_$1***'],
  [/\b(Bearer|Basic)\s+[^\s"'\\]+/gi, '$1 ***'],
  [/([a-z]{1,16}:\/\/)[^\s/@"':]{0,256}:[^\s/@"']{0,256}@/gi, '$1***@'],
  [/(https:\/\/wa\.me\/settings\/linked_devices#)[^\s"'\\]+/g, '$1***'],
  [/data:image\/[a-z]+;base64,[A-Za-z0-9+/=]+/g, 'data:***'],
  [/\b\d{1,32}(?:-\d{1,32})?(?:[._:]\d{1,8}){0,3}@(s\.whatsapp\.net|c\.us|lid|g\.us|broadcast|newsletter)\b/g, maskJid],
  // A UUID is no phone number, however many digits it starts with.
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|(?<![.\d])\+?\d{8,32}(?!\d)/gi, maskDigits],
  [/\+\d[\d ().-]{6,24}\d/g, maskDigits],
  [/(?<![\d.:-])(?:0|62[ -]?)8\d{1,3}[ -]\d{3,4}[ -]\d{2,5}(?!\d)/g, maskDigits],
  [/\b[A-Za-z0-9+/]{43}=/g, '***'],
  [/\b[A-Fa-f0-9]{64,}\b/g, '***'],
];

/** The text with everything that looks like a phone number, a WhatsApp id, a key or a code hidden. */
export function maskText(text: string): string {
  return rules.reduce((masked, [pattern, by]) => masked.replace(pattern, by as string), text);
}

function maskJid(jid: string): string {
  const [user = '', server] = jid.split('@');
  return `${maskDigits(user)}@${server}`;
}

function maskDigits(text: string): string {
  if (/^[0-9a-f]{8}-/i.test(text)) return text;
  return text.length < 8 ? '***' : `${text.replace(/[ ().-]/g, '').slice(0, 4)}***`;
}

const nameFields = /^(name|.*_name|.*[a-z]Name|pushname|notify|subject|desc|description|group_description)$/;
const secretFields =
  /^(phone|phone_?number|number|pn|lid|authorization|x-api-key|cookie|.*(token|secret|password|api_?key|sealed|creds|credentials)|key|keys|hash|qr|qr_?raw|qr_?code|pairing_?code.*|profile_?picture|body|payload)$/i;

const maximumDepth = 6;
const maximumItems = 50;

/** The fields of a log entry with names, numbers, keys and payloads hidden; bytes and deep structures are cut. */
export function maskFields(fields: object): Record<string, unknown> {
  return maskObject(fields, 0);
}

function maskObject(fields: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).slice(0, maximumItems);
  return Object.fromEntries(entries.map(([key, value]) => [key, maskField(key, value, depth)]));
}

function maskField(key: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  return nameFields.test(key) || secretFields.test(key) ? '***' : maskValue(value, depth + 1);
}

function maskValue(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint' || (typeof value === 'number' && value >= 1e7)) return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maximumDepth) return '[deep]';
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return maskError(value, depth);
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.slice(0, maximumItems).map((item) => maskValue(item, depth + 1));
  return maskObject(value, depth);
}

function maskError(error: Error, depth: number): Record<string, unknown> {
  const { message, stack, cause } = error;
  const base = { ...maskObject(error, depth), type: error.constructor.name, message, stack };
  return cause === undefined ? base : { ...base, cause: maskValue(cause, depth + 1) };
}
