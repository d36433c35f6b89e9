import type { Delimiter } from '../types.ts';
import { knownHeaders } from './header.ts';

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];
const judgedLines = 30;

/** The delimiter by Excel's hint, by known headers, or by which one cuts the lines into the same number of cells. */
export function detectDelimiter(text: string): Delimiter {
  const hint = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const hinted = delimiters.find((delimiter) => delimiter === hint);
  if (hinted) return hinted;
  const lines = unquoted(text).split(/\r\n|\n|\r/, judgedLines + 1);
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  const judged = whole.filter((line) => line.trim() !== '');
  const scores = delimiters.map((delimiter) => ({ delimiter, score: score(judged, delimiter) }));
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
}

/** Header cells are kept, as no one writes delimiters into them; what else stands in quotes is data. */
function unquoted(text: string): string {
  return text.replace(/"([^"]*)"/g, (_, inner: string) => (/[,;\t|\r\n]/.test(inner) ? '' : inner));
}

function score(lines: string[], delimiter: Delimiter): number {
  const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
  if (counts.length === 0) return 0;
  const common = mostFrequent(counts);
  const share = counts.filter((count) => count === common).length / lines.length;
  const headers = Math.max(...lines.map((line) => knownHeaders(line.split(delimiter))));
  return headers + share + common / 1000;
}

function mostFrequent(counts: number[]): number {
  const groups = [...Map.groupBy(counts, (count) => count)];
  return groups.reduce((best, other) => (other[1].length > best[1].length ? other : best))[0];
}
