import type { Country } from './phones.ts';
import type { Random } from './random.ts';

const words = (text: string): string[] => text.split(' ');

const given = words(
  'Budi Siti Agus Dewi Andi Rina Joko Wulan Eko Putri Hendra Ayu Rizky Fitri Dedi Lestari Bayu Nurul Yusuf Ratna Fajar Indah Wahyu Maya Arif Sri Slamet Kartika Teguh Mega',
);
const family = words(
  'Santoso Wijaya Hidayat Pratama Saputra Kusuma Setiawan Nugroho Lestari Rahmawati Siregar Simatupang Nasution Hutapea Suryani Wibowo Permata Gunawan Halim Tanjung',
);
const places = words('Bandung Cimahi Sleman Depok Bekasi Malang Kediri Solo Tegal Garut Medan Makassar');
const foreign: Record<Exclude<Country, 'ID'>, string[]> = {
  SG: ['Wei Ling Tan', 'Kumar Rajan', '林美玲', 'Jia Hui Lim'],
  MY: ['Nurul Aisyah', 'Tan Chee Keong', 'Ahmad Faizal', 'கார்த்திக்'],
  US: ["Jennifer O'Neil", 'Mike Johnson', 'María Rodríguez', 'Zoë Brown'],
  BR: ['João Conceição', 'Márcia Araújo', 'Antônio Gonçalves'],
  MX: ['José Núñez', 'Ángela Peña', 'Iñaki Güemes'],
  SA: ['أحمد الشمري', 'فاطمة الزهراء', 'محمد بن سالم'],
  IN: ['प्रिया शर्मा', 'राजेश कुमार', 'Anjali Mehta'],
  CN: ['王小明', '李华', '欧阳娜娜'],
  JP: ['佐藤 花子', '鈴木一郎', 'たなか ゆき'],
};
/** Names in further scripts, and with emoji, that ordinary people of any country carry. */
const colourful = [
  'สมชาย ใจดี',
  'Анна Иванова',
  'ꦱꦿꦶ ꦭꦼꦱ꧀ꦠꦫꦶ',
  'Nguyễn Thị Hồng',
  'Łukasz Żółć',
  'Ibu Sari 🌸',
  'Keluarga Budi 👨‍👩‍👧‍👦',
  'Dr. Ahmad 👩🏽‍⚕️',
  'Δημήτρης',
  '김민수',
  '🇮🇩 Garuda 🏳️‍🌈',
];

type Maker = (random: Random, name: string) => string;

/** How Indonesians write people into an address book; `name` is the person's own. */
const savedForms: readonly Maker[] = [
  (_, name) => name,
  (_, name) => name,
  (_, name) => name,
  (random, name) => `${random.pick(['Pak', 'Bu', 'Mas', 'Mbak', 'Om', 'Tante'])} ${first(name)}`,
  (random, name) => `${random.pick(['Pak', 'Bu'])} ${first(name)} RT ${random.pick(['01', '03', '05'])}/RW 07`,
  (random, name) => `Mama ${first(name)} (SD Harapan ${random.integer(1, 5)})`,
  (random, name) => `${first(name)} ${random.pick(places)}`,
  (random, name) => `${random.pick(['Kurir', 'Driver', 'Tukang AC', 'Montir'])} ${first(name)}`,
  (_, name) => `Arisan - ${name}`,
  (random, name) => `${random.pick(['PT', 'CV'])} ${random.pick(family)} Jaya - ${first(name)}`,
];
const shops = [
  'Toko Sumber Rejeki',
  'Warung Bu Tini',
  'Apotek Sehat',
  'Bengkel Maju Jaya',
  'Laundry Kilat',
  'Kue Lapis Mama Ida',
  'Toko Bangunan Abadi',
  'Batik Larasati',
];

/** The name a person of that country carries. */
export function personName(random: Random, country: Country): string {
  if (random.chance(0.06)) return random.pick(colourful);
  if (country !== 'ID') return random.pick(foreign[country]);
  return random.chance(0.15) ? random.pick(given) : `${random.pick(given)} ${random.pick(family)}`;
}

/** What the owner of an address book calls somebody of that name. */
export function savedName(random: Random, name: string): string {
  return random.pick(savedForms)(random, name);
}

/** A shop's own name, for business accounts. */
export function shopName(random: Random): string {
  return `${random.pick(shops)} ${random.pick(places)}`;
}

/** A person's given name. */
export function first(name: string): string {
  return name.split(' ')[0] ?? name;
}
