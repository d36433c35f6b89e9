/**
 * Indonesian mobile operators by prefix, as their operators publish them and Indonesia's national numbering plan (FTP Nasional, Kementerian
 * Kominfo) allots them. Numbers cannot be taken along to another operator there, so the prefix tells it.
 */
const ranges: [operator: string, prefixes: string[]][] = [
  ['Telkomsel', ['0811', '0812', '0813', '0821', '0822', '0823', '0851', '0852', '0853']],
  ['Indosat', ['0814', '0815', '0816', '0855', '0856', '0857', '0858']],
  ['XL/Axis', ['0817', '0818', '0819', '0859', '0877', '0878', '0879', '0831', '0832', '0833', '0838']],
  ['Tri', ['0895', '0896', '0897', '0898', '0899']],
  ['Smartfren', ['0881', '0882', '0883', '0884', '0885', '0886', '0887', '0888', '0889']],
];
const byPrefix = new Map(
  ranges.flatMap(([operator, prefixes]) => prefixes.map((prefix) => [prefix, operator] as const)),
);

/** The operator of the first five digits of an Indonesian number (`62812`); null when nobody has the prefix. */
export function operatorOf(digits: string): string | null {
  return byPrefix.get(`0${digits.slice(2, 5)}`) ?? null;
}
