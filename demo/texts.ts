export type Language = 'id' | 'en';

/** What the demo says, in both languages. */
export const texts = {
  id: {
    starting: 'Menyalakan simulator WhatsApp dan server pada basis data sementara ...',
    pairing: (name: string) => `${name}: menampilkan kode QR; ponsel tiruan memindainya ...`,
    connected: (name: string) => `${name}: terhubung, sinkronisasi pertama berjalan ...`,
    synced: (name: string) => `${name}: sinkronisasi pertama selesai`,
    grabbing: (name: string, groups: number, contacts: number, members: number) =>
      `${name}: mengambil ... ${groups} grup, ${contacts} kontak, ${members} keanggotaan`,
    summary: 'Hasil',
    columns: ['Akun', 'Status', 'Grup', 'Kontak', 'Keanggotaan', 'Baris baru', 'Gagal'],
    sample: 'Sepuluh baris contoh (nama, nomor, negara, sumber)',
    hidden: '(nomor disembunyikan)',
    unnamed: '(tanpa nama)',
    addressBook: 'buku alamat',
    group: (name: string) => `grup ${name}`,
    chat: 'percakapan',
    matches: 'Semua hitungan sama dengan isi dunia simulator.',
    differs: 'Hitungan TIDAK sama dengan isi dunia simulator:',
    page: (url: string, username: string, password: string) =>
      `Buka ${url} di peramban. Nama pengguna: ${username}, kata sandi: ${password}`,
    next: 'Atau dari baris perintah',
    serving: (url: string) => `Server tetap berjalan di ${url}. Tekan Ctrl-C untuk berhenti.`,
    stopping: 'Menghentikan ...',
    stopped: 'Berhenti dengan bersih; basis data sementara dihapus.',
    failed: 'Demo gagal',
  },
  en: {
    starting: 'Starting the WhatsApp simulator and the server on a temporary database ...',
    pairing: (name: string) => `${name}: showing a QR code; the mock phone scans it ...`,
    connected: (name: string) => `${name}: connected, first sync running ...`,
    synced: (name: string) => `${name}: first sync complete`,
    grabbing: (name: string, groups: number, contacts: number, members: number) =>
      `${name}: grabbing ... ${groups} groups, ${contacts} contacts, ${members} memberships`,
    summary: 'Result',
    columns: ['Account', 'Status', 'Groups', 'Contacts', 'Memberships', 'New rows', 'Failed'],
    sample: 'Ten sample rows (name, number, country, source)',
    hidden: '(number hidden)',
    unnamed: '(no name)',
    addressBook: 'address book',
    group: (name: string) => `group ${name}`,
    chat: 'chat',
    matches: "All counts agree with the simulator's world.",
    differs: "The counts do NOT agree with the simulator's world:",
    page: (url: string, username: string, password: string) =>
      `Open ${url} in a browser. User name: ${username}, password: ${password}`,
    next: 'Or from the command line',
    serving: (url: string) => `The server keeps running at ${url}. Press Ctrl-C to stop.`,
    stopping: 'Stopping ...',
    stopped: 'Stopped cleanly; the temporary database is removed.',
    failed: 'The demo failed',
  },
};

export type Texts = (typeof texts)['en'];
