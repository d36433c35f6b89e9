import type { PhoneReason, ReadContact, ReadItem, ReadProblemCode } from '../../address-files/index.ts';
import type { ImportedPerson } from '../../storage/index.ts';

/** One person by one number, as the file tells. */
export type FilePerson = {
  line: number | null;
  phone: string | null;
  lid: string | null;
  data: ImportedPerson;
  doubt: PhoneReason | null;
};
/** A row that no contact can be made of. */
export type FileFault = { line: number | null; code: PhoneReason | ReadProblemCode | 'no_phone'; data: ImportedPerson };

/** A row in which nothing stands. */
export const nobody: ImportedPerson = { name: null, email: null, company: null, note: null, tags: [], text: null };
const longest = { name: 512, tag: 100 };
/** What Google and others call everything. */
const systemTags = /^\*|^(?:myContacts|my contacts|starred|imported on .*)$/i;

/** The people of an item, one per number: WhatsApp knows people by their numbers. */
export function peopleOf(item: ReadItem): (FilePerson | FileFault)[] {
  if (item.kind === 'problem') return [{ line: item.line, code: item.code, data: nobody }];
  const data = dataOf(item);
  const { line, lid } = item;
  if (item.phones.length === 0) {
    if (lid !== null) return [{ line, phone: null, lid, data, doubt: null }];
    return [{ line, code: 'no_phone', data }];
  }
  return item.phones.map((phone, index) => {
    const of = { line, data: { ...data, text: phone.text } };
    if (phone.digits === null) return { ...of, code: phone.reason };
    return { ...of, phone: phone.digits, lid: index === 0 ? lid : null, doubt: phone.reason };
  });
}

export function isFault(row: FilePerson | FileFault): row is FileFault {
  return 'code' in row;
}

function dataOf({ name, emails, company, note, tags }: ReadContact): ImportedPerson {
  const marks = tags
    .map((tag) => tag.trim().slice(0, longest.tag).trim())
    .filter((tag) => tag !== '' && !systemTags.test(tag));
  return { name, email: emails[0] ?? null, company, note, tags: [...new Set(marks)], text: null };
}
