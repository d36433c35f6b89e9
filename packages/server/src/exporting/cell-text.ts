/** Between the groups, roles and tags of one cell. */
const between = ' | ';
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g;

/** Text as spreadsheets and address books can hold it: no control characters but tabs and line feeds, no half surrogates. */
export function cellText(text: string): string {
  if (!unwanted.test(text) && text.isWellFormed()) return text;
  return text.replace(/\r\n?/g, '\n').replace(controls, '').toWellFormed();
}

/** A list in one cell. */
export function joined(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : parts.join(between);
}
