const longest = 75;
const lineEnd = '\r\n';

/** A content line with its end, folded so that no line is longer than 75 bytes and no character is cut. */
export function contentLine(line: string): string {
  // No UTF-16 unit takes more than three bytes.
  if (line.length * 3 <= longest || Buffer.byteLength(line) <= longest) return line + lineEnd;
  const parts: string[] = [];
  let start = 0;
  let at = 0;
  let room = longest;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (size > room) {
      parts.push(line.slice(start, at));
      start = at;
      // The blank that a continuation begins with counts.
      room = longest - 1;
    }
    room -= size;
    at += character.length;
  }
  parts.push(line.slice(start));
  return parts.join(`${lineEnd} `) + lineEnd;
}
