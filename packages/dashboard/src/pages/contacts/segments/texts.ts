import { pageTexts } from '../../../i18n/index.ts';

export const useSegmentTexts = pageTexts('segments-rail', {
  id: {
    segments: 'Segmen dan daftar',
    all: 'Semua',
    unsaved: 'Belum di buku alamat',
    hidden: 'Nomor disembunyikan',
    trash: 'Sampah',
    save: 'Simpan sebagai segmen',
    why: 'Segmen menyimpan pencarian dan filter ini di bawah sebuah nama. Isinya dihitung ulang setiap kali dibuka.',
    name: 'Nama segmen',
    submit: 'Simpan',
    cancel: 'Batal',
    saved: 'Segmen “{{name}}” disimpan.',
  },
  en: {
    segments: 'Segments and lists',
    all: 'All',
    unsaved: 'Not in the address book',
    hidden: 'Number hidden',
    trash: 'Trash',
    save: 'Save as segment',
    why: 'A segment keeps this search and filter under a name. What it holds is found anew each time it is opened.',
    name: 'Name of the segment',
    submit: 'Save',
    cancel: 'Cancel',
    saved: 'Segment “{{name}}” saved.',
  },
});
