import { cellText } from '../cell-text.ts';
import type { ColumnKind } from '../columns.ts';
import { styles } from './parts.ts';
import type { ExcelCell, ExcelLine } from './types.ts';

/** The most characters that Excel takes in a cell; it calls a file with more broken. */
const longestText = 32_767;
const xmlSpecial = /[&<>]/;
/** Excel reads `_x0041_` as an A: the underscore itself must be written so. */
const escapeLike = /_(?=x[0-9A-Fa-f]{4}_)/g;
const dayInMs = 86_400_000;
/** Of 1970-01-01, counted as spreadsheets count days. */
const epochDay = 25_569;

/** A line as XML; the columns' letters and kinds stand beside its cells. */
export function rowXml(line: ExcelLine, row: number, letters: readonly string[], kinds: readonly ColumnKind[]): string {
  let xml = `<row r="${row}">`;
  for (const [index, value] of line.entries()) {
    if (value !== null && value !== '') xml += cellXml(value, `${letters[index]}${row}`, kinds[index] ?? 'text');
  }
  return `${xml}</row>`;
}

/** The first line: bold text. */
export function headerXml(titles: readonly string[], letters: readonly string[]): string {
  const cells = titles.map((title, index) => textXml(title, `${letters[index]}1`, styles.header));
  return `<row r="1">${cells.join('')}</row>`;
}

function cellXml(value: Exclude<ExcelCell, null>, at: string, kind: ColumnKind): string {
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (kind === 'date') return `<c r="${at}" s="${styles.date}"><v>${Date.parse(value) / dayInMs + epochDay}</v></c>`;
  return textXml(value, at, styles.text);
}

function textXml(value: string, at: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

function escaped(value: string): string {
  const text = shortened(cellText(value)).replace(escapeLike, '_x005F_');
  if (!xmlSpecial.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function shortened(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1).toWellFormed()}…`;
}
