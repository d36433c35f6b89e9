/** Google's sign between several values in one cell. */
const googleSeparator = ' ::: ';
const phoneSeparators = /\s*(?::::|[;\n\r|]|\/|,|\s(?:or|atau|dan|and|&)\s)\s*/i;
/** What is longer is no list of phones. */
const longestCell = 1000;
const tagSeparators = /:::|[|;,\n]/;

/** The phones of one cell. It is cut only where each piece is long enough for a phone of its own. */
export function splitPhones(cell: string): string[] {
  if (cell.length > longestCell) return [cell];
  const pieces = cell.split(phoneSeparators).filter((piece) => piece.trim() !== '');
  const all = pieces.length > 1 && pieces.every((piece) => piece.replace(/\P{Nd}/gu, '').length >= 7);
  return all ? pieces.map((piece) => piece.trim()) : [cell.trim()].filter((text) => text !== '');
}

export function splitEmails(cell: string): string[] {
  return cell.split(/:::|[;,\s]+/).filter((piece) => piece.includes('@'));
}

/** The tags of one cell, without Google's own groups (`* myContacts`). */
export function splitTags(cell: string): string[] {
  const separators = cell.includes(googleSeparator) ? googleSeparator : tagSeparators;
  const tags = cell.split(separators).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== '' && !tag.startsWith('* ')))];
}
