import type { Language } from './language.ts';

type Words = Record<Language, string>;

/** Why a row of an imported file is what it is, by code. */
const reasons: Record<string, Words> = {
  already_there: { id: 'Sudah ada, tidak ada yang baru', en: 'Is there already; nothing is new' },
  left_by_policy: { id: 'Sudah ada, dibiarkan sesuai pilihan', en: 'Is there already; left as chosen' },
  twice_in_file: { id: 'Nomor ini sudah ada di baris sebelumnya', en: 'This number stands in an earlier row' },
  changed_since: { id: 'Sudah diubah setelah impor, dibiarkan', en: 'Was changed after the import; left as it is' },
  in_whatsapp_since: { id: 'Kini ada di WhatsApp, dibiarkan', en: 'Is in WhatsApp by now; left as it is' },
  gone_since: { id: 'Sudah dihapus', en: 'Was deleted' },
  no_phone: { id: 'Tidak ada nomor telepon', en: 'There is no phone number' },
  rounded: {
    id: 'Digit terakhir hilang karena spreadsheet (6,28E+12)',
    en: 'A spreadsheet lost the last digits (6.28E+12)',
  },
  became_date: { id: 'Spreadsheet mengubahnya menjadi tanggal', en: 'A spreadsheet took it for a date' },
  lost_zero: { id: 'Angka 0 di depan hilang; periksa nomornya', en: 'The zero in front was lost; check the number' },
  ambiguous: { id: 'Bisa nomor dua negara; periksa nomornya', en: 'Could be a number of two countries; check it' },
  not_in_plan: {
    id: 'Tidak sesuai aturan nomor negaranya; periksa nomornya',
    en: 'Not in its country’s numbering plan; check it',
  },
  too_short: { id: 'Nomor terlalu pendek', en: 'The number is too short' },
  too_long: { id: 'Nomor terlalu panjang', en: 'The number is too long' },
  unknown_country: { id: 'Kode negara tidak dikenal', en: 'The country code is unknown' },
  not_a_number: { id: 'Bukan nomor telepon', en: 'Not a phone number' },
  empty_file: { id: 'Berkas kosong', en: 'The file is empty' },
  unknown_format: { id: 'Bukan CSV, XLSX atau vCard', en: 'Neither CSV, XLSX nor vCard' },
  old_or_locked_excel: {
    id: 'Excel lama (.xls) atau terkunci; simpan sebagai .xlsx tanpa kata sandi',
    en: 'Old (.xls) or locked Excel file; save it as .xlsx without a password',
  },
  broken_workbook: { id: 'Berkas Excel rusak', en: 'The Excel file is broken' },
  file_too_large: { id: 'Berkas terlalu besar', en: 'The file is too large' },
  unpacks_too_large: { id: 'Isi berkas terlalu besar', en: 'What the file holds is too large' },
  too_many_rows: { id: 'Terlalu banyak baris; bagi berkasnya', en: 'Too many rows; split the file' },
  too_many_columns: { id: 'Terlalu banyak kolom', en: 'Too many columns' },
  line_too_long: { id: 'Baris terlalu panjang', en: 'The line is too long' },
  quote_not_closed: { id: 'Tanda kutip tidak ditutup', en: 'A quotation mark is not closed' },
  no_phone_column: { id: 'Tidak ada kolom telepon; pilih kolomnya', en: 'There is no phone column; choose it' },
  nothing_to_read: { id: 'Tidak ada isi', en: 'There is nothing in it' },
  mixed_encodings: { id: 'Pengodean huruf bercampur; periksa nama', en: 'Mixed character encodings; check the names' },
  text_outside_cards: { id: 'Ada teks di luar kartu', en: 'There is text outside of cards' },
  card_not_closed: { id: 'Kartu tidak ditutup', en: 'The card is not closed' },
  card_too_long: { id: 'Kartu terlalu panjang', en: 'The card is too long' },
  not_a_person: { id: 'Bukan kartu seseorang', en: 'Not a person’s card' },
  broken_card: { id: 'Kartu rusak', en: 'The card is broken' },
};

/** The reason in words; a code without words stands for itself. */
export function importReason(language: Language, code: string): string {
  return reasons[code]?.[language] ?? code;
}
