import type { ImportRole } from '@grabber/contract';
import type { CountryCode } from 'libphonenumber-js/max';

export type AddressFormat = 'csv' | 'xlsx' | 'vcard';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t' | '|';

/** What a column of a table holds. */
export type ColumnRole = ImportRole;

/** How the file was understood, for people to check and to correct through the options. */
export type AddressFileLayout = {
  /** Null when it is nothing that can be read. */
  format: AddressFormat | null;
  /** Null for workbooks, which settle it themselves. */
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  /** The line with the names of the columns, null when there is none. */
  header_line: number | null;
  columns: AddressColumn[];
};

export type AddressColumn = { index: number; header: string | null; role: ColumnRole; samples: string[] };

/**
 * Why a phone has no digits, or why somebody should look at the digits that it has:
 * `rounded`: a spreadsheet lost the last digits (6.28E+12). `became_date`: a spreadsheet took it for a date.
 * `lost_zero`: a national number without the zero before it. `ambiguous`: a number of two countries.
 * `not_in_plan`: no such number in its country's plan; WhatsApp has some of those.
 */
export type PhoneReason =
  | 'rounded'
  | 'became_date'
  | 'lost_zero'
  | 'ambiguous'
  | 'not_in_plan'
  | 'too_short'
  | 'too_long'
  | 'unknown_country'
  | 'not_a_number';

/** E.164 digits without plus. Digits with a reason are a proposal to confirm; no digits always have a reason. */
export type PhoneReading = { digits: string; reason: PhoneReason | null } | { digits: null; reason: PhoneReason };

/** A phone as it stood in the file, and as it is understood. */
export type ReadPhone = PhoneReading & { text: string; label: string | null };

/** One person of the file. */
export type ReadContact = {
  kind: 'contact';
  /** Line of a text file or row of a sheet in which it begins, from 1. */
  line: number;
  name: string | null;
  phones: ReadPhone[];
  emails: string[];
  company: string | null;
  note: string | null;
  tags: string[];
  /** Digits of the hidden id, which only our own exports hold. */
  lid: string | null;
};

export type ReadProblemCode =
  | 'empty_file'
  | 'unknown_format'
  | 'old_or_locked_excel'
  | 'broken_workbook'
  | 'file_too_large'
  | 'unpacks_too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'line_too_long'
  | 'quote_not_closed'
  | 'no_phone_column'
  | 'nothing_to_read'
  | 'mixed_encodings'
  | 'text_outside_cards'
  | 'card_not_closed'
  | 'card_too_long'
  | 'not_a_person'
  | 'broken_card';

/** Something in the file that is no contact, or not whole. */
export type ReadProblem = {
  kind: 'problem';
  /** Null when it is about the whole file. */
  line: number | null;
  code: ReadProblemCode;
  /** What comes after this place was not read. */
  ends: boolean;
};

export type ReadItem = ReadContact | ReadProblem;

export type ReadLimits = {
  /** Of the file. */
  bytes: number;
  /** Of what a workbook holds once it is unpacked. */
  unpacked_bytes: number;
  /** Elements of a workbook's parts, open and close counted, of which a row of ten texts has some 80. 9 million need 1.2 GB. */
  unpacked_elements: number;
  rows: number;
  columns: number;
  /** Characters of a line, a quoted record, or a cell. */
  line: number;
  /** Lines of one vCard, pictures not counted. */
  card_lines: number;
};

/** What the user settled; all that is left out is found in the file. */
export type ReadOptions = {
  /** Whose numbers are written without a country. */
  default_country: CountryCode;
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** False: the first line is already a contact. */
  header?: boolean;
  /** Roles by index of the column. */
  columns?: Readonly<Record<number, ColumnRole>>;
  /** Sheet of a workbook by place or name; the first one when left out. */
  sheet?: number | string;
  limits?: Partial<ReadLimits>;
};

export type AddressFile = {
  layout: AddressFileLayout;
  /** In the order of the file, to be read once. Whoever stops early closes the source with it. */
  items: AsyncIterable<ReadItem>;
};

export type { CountryCode };
