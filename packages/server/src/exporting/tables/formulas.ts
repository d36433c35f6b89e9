/** What spreadsheets take as the start of a formula (OWASP), full-width forms included, also behind blanks. */
const formula = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
const phone = /^\+?[0-9 ()-]+$/;

/** Text that a spreadsheet shows and does not run. */
export function harmlessText(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** A phone number as it is; anything else in its place as harmless text. */
export function harmlessPhone(text: string): string {
  return phone.test(text) ? text : harmlessText(text);
}
