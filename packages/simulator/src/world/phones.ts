import type { Random } from './random.ts';

/** The countries that people of the world have numbers from. */
export type Country = 'ID' | 'SG' | 'MY' | 'US' | 'BR' | 'MX' | 'SA' | 'IN' | 'CN' | 'JP';

/** Countries by frequency: four of five people are Indonesian. */
const frequencies: readonly [Country, number][] = [
  ['ID', 80],
  ['SG', 4],
  ['MY', 4],
  ['US', 2],
  ['BR', 2],
  ['MX', 1],
  ['SA', 2],
  ['IN', 2],
  ['CN', 2],
  ['JP', 1],
];
const lottery = frequencies.flatMap(([country, weight]) => Array.from({ length: weight }, () => country));

const indonesianOperators =
  '811 812 813 821 822 823 851 852 853 855 856 857 858 815 816 817 818 819 859 877 878 831 832 833 838 895 896 897 898 899 881 882 887 888'.split(
    ' ',
  );

/** How a mobile number of each country is made: E.164 digits without plus. */
const makers: Record<Country, (random: Random) => string> = {
  ID: (random) => `62${random.pick(indonesianOperators)}${random.digits(random.pick([7, 7, 8, 8, 8, 9]))}`,
  SG: (random) => `65${random.pick(['81', '82', '90', '91', '96', '97'])}${random.digits(6)}`,
  MY: (random) => `601${random.pick(['2', '3', '6', '7', '9'])}${random.integer(2, 9)}${random.digits(6)}`,
  US: (random) =>
    `1${random.pick(['212', '305', '415', '646', '702'])}${random.pick(['234', '456', '678'])}${random.digits(4)}`,
  // WhatsApp still knows accounts outside São Paulo and Rio under the number without the ninth digit.
  BR: (random) => `55${random.pick(['31', '41', '51', '71', '81'])}${random.pick(['8', '9'])}${random.digits(7)}`,
  MX: (random) => `521${random.pick(['55', '33', '81'])}${random.integer(1, 9)}${random.digits(7)}`,
  SA: (random) => `966${random.pick(['50', '53', '54', '55', '56'])}${random.digits(7)}`,
  IN: (random) => `91${random.pick(['70', '81', '98', '99'])}${random.digits(8)}`,
  CN: (random) => `86${random.pick(['138', '139', '150', '158', '186'])}${random.digits(8)}`,
  JP: (random) => `81${random.pick(['70', '80', '90'])}${random.integer(1, 9)}${random.digits(7)}`,
};

/** A country by frequency. */
export function chooseCountry(random: Random): Country {
  return random.pick(lottery);
}

/** A mobile number, E.164 digits without plus, that is not in `taken`; adds it there. */
export function newPhone(random: Random, country: Country, taken: Set<string>): string {
  return claim(() => makers[country](random), taken);
}

/** A LID of 14 or 15 digits that is not in `taken`; adds it there. Never begins like an Indonesian number. */
export function newLid(random: Random, taken: Set<string>): string {
  return claim(() => `${random.pick(['1', '2', '3', '5', '7', '9'])}${random.digits(random.integer(13, 14))}`, taken);
}

/** A LID that a careless reader takes for an Indonesian phone number; adds it to `taken`. */
export function newPhoneLikeLid(random: Random, taken: Set<string>): string {
  return claim(() => `62812${random.digits(9)}`, taken);
}

function claim(make: () => string, taken: Set<string>): string {
  let made = make();
  while (taken.has(made)) made = make();
  taken.add(made);
  return made;
}
