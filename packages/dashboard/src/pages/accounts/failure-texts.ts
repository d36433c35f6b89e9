import { pageTexts } from '../../i18n/index.ts';

/** What stopped a grab, or kept an item from being read, in words that say what to do. */
const useTexts = pageTexts('grab-failures', {
  id: {
    rate_limited: 'WhatsApp membatasi permintaan akun ini. Tunggu beberapa menit, lalu coba lagi.',
    timeout: 'WhatsApp tidak menjawab pada waktunya. Periksa apakah ponselnya tersambung ke internet, lalu coba lagi.',
    not_connected: 'Sambungan ke WhatsApp terputus di tengah jalan. Coba lagi setelah akun terhubung.',
    logged_out: 'Perangkat ini dikeluarkan dari ponsel. Tautkan akun lagi, lalu ambil.',
    unsupported: 'Mesin akun ini tidak dapat membaca bagian ini.',
    upstream: 'Jawaban WhatsApp tentang ini tidak lengkap. Biasanya berhasil bila diulangi.',
    cancelled: 'Dibatalkan sebelum selesai; yang sudah terbaca tetap disimpan.',
    other: 'Terjadi kesalahan pada server. Coba lagi; bila terulang, lihat log server.',
  },
  en: {
    rate_limited: 'WhatsApp limits this account’s requests. Wait some minutes, then try again.',
    timeout: 'WhatsApp did not answer in time. Check that the phone is online, then try again.',
    not_connected: 'The connection to WhatsApp was lost midway. Try again once the account is connected.',
    logged_out: 'This device was logged out from the phone. Link the account again, then grab.',
    unsupported: 'The engine of this account cannot read this part.',
    upstream: 'WhatsApp’s answer about this was incomplete. It usually works when tried again.',
    cancelled: 'Cancelled before it was done; what was read until then is kept.',
    other: 'Something went wrong on the server. Try again; if it happens again, look at the server’s log.',
  },
});

const known = [
  'rate_limited',
  'timeout',
  'not_connected',
  'logged_out',
  'unsupported',
  'upstream',
  'cancelled',
] as const;

/** Turns an error's code into words. */
export function useFailureWords(): (code: string | null) => string {
  const t = useTexts();
  return (code) => t(known.find((one) => one === code) ?? 'other');
}
