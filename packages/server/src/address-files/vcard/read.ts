import { saysAnything } from '../contact.ts';
import type { CountryCode, ReadContact, ReadItem, ReadLimits, ReadProblem } from '../types.ts';
import { problemAt, UnreadableFile } from '../unreadable.ts';
import { contactOfCard, isPerson } from './card.ts';
import { type CardLine, cardLines } from './lines.ts';
import { parseProperty } from './property.ts';

type OpenCard = { line: number; lines: CardLine[]; has_long_line: boolean };
type Reading = { card: OpenCard | undefined; cards: number; outside: boolean };

/** The contacts of vCards 2.1, 3.0 and 4.0, which may stand in one file together, in UTF-8 or single-byte encodings. */
export async function* readCards(
  bytes: AsyncIterable<Uint8Array>,
  country: CountryCode,
  limits: ReadLimits,
): AsyncGenerator<ReadItem> {
  const reading: Reading = { card: undefined, cards: 0, outside: false };
  for await (const line of cardLines(bytes, limits)) {
    const mark = markOf(line.text);
    if (mark === 'begin') {
      yield* unclosed(reading, country, limits);
      open(reading, line.line, limits);
    } else if (mark === 'end' && reading.card) {
      yield* itemsOf(reading.card, country, limits);
      reading.card = undefined;
    } else {
      yield* keep(reading, line, limits);
    }
  }
  yield* unclosed(reading, country, limits);
}

function markOf(text: string): 'begin' | 'end' | undefined {
  const mark = /^(?:\u00ef\u00bb\u00bf)?\s*(BEGIN|END)\s*:\s*VCARD\s*$/i.exec(text)?.[1]?.toUpperCase();
  if (mark === 'BEGIN') return 'begin';
  return mark === 'END' ? 'end' : undefined;
}

function open(reading: Reading, line: number, limits: ReadLimits): void {
  reading.cards += 1;
  if (reading.cards > limits.rows) throw new UnreadableFile('too_many_rows', line);
  reading.card = { line, lines: [], has_long_line: false };
  reading.outside = false;
}

/** Keeps a line of the open card; text between cards is told once. Lines without colon are remains of pictures. */
function* keep(reading: Reading, line: CardLine, limits: ReadLimits): Generator<ReadProblem> {
  const { card } = reading;
  if (card && line.text.includes(':') && card.lines.length <= limits.card_lines) {
    card.lines.push(line);
    card.has_long_line ||= line.text.length >= limits.line;
  }
  if (card || reading.outside || line.text.trim() === '') return;
  reading.outside = true;
  yield problemAt(line.line, 'text_outside_cards');
}

function* unclosed({ card }: Reading, country: CountryCode, limits: ReadLimits): Generator<ReadItem> {
  if (!card) return;
  yield problemAt(card.line, 'card_not_closed');
  yield* itemsOf(card, country, limits);
}

function* itemsOf(card: OpenCard, country: CountryCode, limits: ReadLimits): Generator<ReadItem> {
  if (card.has_long_line) yield problemAt(card.line, 'line_too_long');
  if (card.lines.length > limits.card_lines) yield problemAt(card.line, 'card_too_long');
  yield readCard(card, country);
}

function readCard(card: OpenCard, country: CountryCode): ReadContact | ReadProblem {
  const properties = card.lines.flatMap(({ text }) => parseProperty(text) ?? []);
  if (!isPerson(properties)) return problemAt(card.line, 'not_a_person');
  const contact = contactOfCard(card.line, properties, country);
  return saysAnything(contact) ? contact : problemAt(card.line, 'nothing_to_read');
}
