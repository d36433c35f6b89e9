import type { ReadLimits } from '../types.ts';

/** A property as it stands in the file, its parts joined; each character is a byte. */
export type CardLine = { line: number; text: string };

/** Pictures, sounds and keys are long, and nobody imports them. */
const media = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|THUMBNAIL|X-[\w-]{0,40}PHOTO[\w-]{0,40})[;:]/i;
const quotedPrintable = /^[^:]*[;=]QUOTED-PRINTABLE/i;
const cardMark = /^(?:BEGIN|END):VCARD\s*$/i;

type OpenLine = { line: number; parts: string[]; length: number; media: boolean; quoted: boolean };

/** The lines of vCards, unfolded: continued after white space, and after `=` in quoted-printable ones. Pictures are left out. */
export async function* cardLines(bytes: AsyncIterable<Uint8Array>, limits: ReadLimits): AsyncGenerator<CardLine> {
  let current: OpenLine | undefined;
  for await (const { line, text } of plainLines(bytes, limits)) {
    if (current && belongsTo(current, text)) {
      append(current, text, limits);
      continue;
    }
    if (current && !current.media) yield joined(current);
    const head = text.slice(0, 1000);
    current = { line, parts: [text], length: text.length, media: media.test(head), quoted: quotedPrintable.test(head) };
  }
  if (current && !current.media) yield joined(current);
}

function belongsTo(current: OpenLine, text: string): boolean {
  return !cardMark.test(text) && (isSoft(current) || /^[ \t]/.test(text));
}

/** Quoted-printable text goes on in the next line after `=`. */
function isSoft({ quoted, parts }: OpenLine): boolean {
  return quoted && parts.at(-1)?.endsWith('=') === true;
}

function append(current: OpenLine, text: string, limits: ReadLimits): void {
  if (current.media || current.length > limits.line) return;
  const soft = isSoft(current);
  const part = soft ? text : text.slice(1);
  if (soft) current.parts.push((current.parts.pop() ?? '').slice(0, -1));
  current.parts.push(part);
  current.length += part.length - (soft ? 1 : 0);
}

function joined({ line, parts }: OpenLine): CardLine {
  return { line, text: parts.join('') };
}

async function* plainLines(bytes: AsyncIterable<Uint8Array>, limits: ReadLimits): AsyncGenerator<CardLine> {
  let line = 1;
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const text of lines) yield { line: line++, text: text.slice(0, limits.line) };
    // The end of what is longer is lost, and said to be; the card stays.
    if (rest.length > limits.line) rest = rest.slice(0, limits.line);
  }
  yield { line, text: rest.replace(/\r$/, '').slice(0, limits.line) };
}
