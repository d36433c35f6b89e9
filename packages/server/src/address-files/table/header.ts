import type { ColumnRole } from '../types.ts';

/** Headers of Google Contacts (2024 and before), Outlook, phone apps and our exports, in both languages, as `plainHeader` writes them. */
const headers: Partial<Record<ColumnRole, readonly string[]>> = {
  name: [
    ...['name', 'full name', 'display name', 'contact name', 'contact', 'saved name', 'name saved'],
    ...['nama', 'nama lengkap', 'nama kontak', 'nama tersimpan', 'nama saved', 'kontak', 'nama disimpan'],
  ],
  other_name: [
    ...['nickname', 'nick name', 'file as', 'alias', 'push name', 'public name', 'whatsapp name', 'business name'],
    ...['verified name', 'chat name', 'nama panggilan', 'nama push', 'nama usaha', 'nama bisnis', 'nama publik'],
    ...['nama whatsapp', 'nama terverifikasi', 'nama chat', 'panggilan'],
  ],
  name_prefix: ['name prefix', 'prefix', 'awalan nama', 'gelar depan'],
  first_name: ['first name', 'given name', 'firstname', 'nama depan'],
  middle_name: ['middle name', 'additional name', 'middlename', 'nama tengah'],
  last_name: ['last name', 'family name', 'lastname', 'surname', 'nama belakang', 'nama keluarga'],
  name_suffix: ['name suffix', 'suffix', 'akhiran nama', 'gelar belakang'],
  phone: [
    ...[
      'phone',
      'phone number',
      'phones',
      'mobile',
      'mobile phone',
      'mobile number',
      'cell',
      'cell phone',
      'cellphone',
    ],
    ...['tel', 'telephone', 'telephone number', 'number', 'contact number', 'whatsapp', 'whatsapp number', 'wa number'],
    ...['home phone', 'business phone', 'work phone', 'car phone', 'other phone', 'primary phone', 'radio phone'],
    ...['company main phone', 'main phone', 'assistant s phone', 'callback', 'iphone', 'national', 'national number'],
    ...['msisdn', 'telepon', 'nomor telepon', 'no telepon', 'no telp', 'telp', 'nomor', 'nomor hp', 'no hp', 'hp'],
    ...['nomor ponsel', 'no ponsel', 'ponsel', 'handphone', 'no handphone', 'nomor handphone', 'nomor whatsapp'],
    ...['no whatsapp', 'no wa', 'nomor wa', 'wa', 'nasional', 'nomor nasional', 'nomor kontak', 'phone national'],
  ],
  international_phone: [
    ...['e 164', 'e164', 'phone e164', 'phone e 164', 'international', 'international number', 'phone international'],
    ...['phone digits', 'digits', 'digits only', 'internasional', 'nomor internasional', 'angka saja', 'angka'],
    ...['wa me', 'tautan wa me', 'wa me link', 'link wa me'],
  ],
  email: ['email', 'e mail', 'email address', 'e mail address', 'surel', 'alamat email', 'alamat surel'],
  company: [
    ...['company', 'company name', 'organization', 'organisation', 'organization name', 'perusahaan', 'organisasi'],
    ...['nama perusahaan', 'instansi'],
  ],
  note: ['note', 'notes', 'catatan', 'keterangan', 'remark', 'remarks'],
  tags: ['labels', 'tags', 'tag', 'categories', 'category', 'kategori', 'label', 'group membership'],
  jid: ['jid', 'whatsapp id', 'contact id', 'id whatsapp', 'pn'],
  lid: ['lid', 'whatsapp lid'],
  ignore: [
    ...['phonetic first name', 'phonetic middle name', 'phonetic last name', 'organization title', 'birthday', 'photo'],
    ...['organization department', 'given yomi', 'surname yomi', 'job title', 'department', 'web page', 'pager'],
    ...['country', 'negara', 'country code', 'kode negara', 'operator', 'grup', 'group', 'groups', 'peran', 'role'],
    ...['jumlah grup', 'business fax', 'home fax', 'other fax', 'telex', 'company yomi', 'anniversary', 'title'],
  ],
};

const roles = new Map(
  Object.entries(headers).flatMap(([role, names]) => names.map((name) => [name, role as ColumnRole] as const)),
);

const longestHeader = 100;

const numbered: [RegExp, ColumnRole][] = [
  [/^phone \d+ (?:label|type)$/, 'phone_label'],
  [
    /^(?:(?:home|business|work|mobile|other|nomor|no|telepon|telp) )?(?:phone|telepon|hp|mobile|nomor) \d+(?: value)?$/,
    'phone',
  ],
  [/^e ?mail \d+(?: value| address)$|^e ?mail \d+$/, 'email'],
  [/^(?:organization|company) \d+ name$/, 'company'],
  [/^(?:e ?mail|organization|address|im|website|relation|event|custom field) \d+ .+$/, 'ignore'],
];

/** The role of a column by its header; undefined for a header that is not known. */
export function roleOfHeader(header: string): ColumnRole | undefined {
  if (header.length > longestHeader) return undefined;
  const plain = plainHeader(header);
  if (plain === '') return undefined;
  return roles.get(plain) ?? roles.get(plainHeader(header.replace(/\(.*?\)/g, ''))) ?? roleOfNumbered(plain);
}

/** How many cells of a line are known headers. */
export function knownHeaders(cells: readonly string[]): number {
  return cells.filter((cell) => roleOfHeader(cell) !== undefined).length;
}

function roleOfNumbered(plain: string): ColumnRole | undefined {
  return numbered.find(([pattern]) => pattern.test(plain))?.[1];
}

/** Lower case without accents, and one space for all that is no letter and no digit. */
function plainHeader(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
