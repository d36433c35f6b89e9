import type { MetadataJson } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.min.json';

/** Where the metadata of a country keeps the digits by which it is told from others of the same calling code. */
const leadingDigitsAt = 10;
/** Where it keeps the patterns of its kinds of numbers, fixed lines first. */
const kindsAt = 11;
const northAmerica = '1';

type Candidate = { country: string; pattern: RegExp };
/** The countries of a calling code in the library's order; no candidates where there is only one country. */
type CallingCode = { main: string; candidates: Candidate[] };

const callingCodes = readCallingCodes(metadata);
const areas = new Map<string, string>();

/** ISO 3166-1 alpha-2 country of an E.164 number without plus, by calling code; null when the code is unknown. */
export function countryOf(digits: string): string | null {
  for (let length = 1; length <= 3; length += 1) {
    const code = digits.slice(0, length);
    const found = callingCodes.get(code);
    if (found) return countryWithin(found, code, digits.slice(length));
  }
  return null;
}

function countryWithin({ main, candidates }: CallingCode, code: string, national: string): string {
  if (candidates.length === 0) return main;
  if (code !== northAmerica) return firstMatch(candidates, national) ?? main;
  const area = national.slice(0, 3);
  const known = areas.get(area);
  if (known) return known;
  const country = firstMatch(candidates, national) ?? main;
  areas.set(area, country);
  return country;
}

function firstMatch(candidates: Candidate[], national: string): string | undefined {
  return candidates.find(({ pattern }) => pattern.test(national))?.country;
}

function readCallingCodes(source: MetadataJson): Map<string, CallingCode> {
  const codes = new Map<string, CallingCode>();
  for (const [code, countries] of Object.entries(source.country_calling_codes)) {
    const [main, ...others] = countries;
    if (!main) continue;
    const candidates = others.length === 0 ? [] : countries.map((country) => candidate(source, country));
    codes.set(code, { main, candidates });
  }
  return codes;
}

function candidate(source: MetadataJson, country: string): Candidate {
  const entry = source.countries[country as keyof typeof source.countries] as unknown as unknown[];
  const leading = entry[leadingDigitsAt];
  if (typeof leading === 'string') return { country, pattern: new RegExp(`^(?:${leading})`) };
  const kinds = (entry[kindsAt] as ([string] | 0)[] | undefined) ?? [];
  const patterns = kinds.flatMap((kind) => (kind === 0 || !kind[0] ? [] : [kind[0]]));
  return { country, pattern: new RegExp(`^(?:${patterns.join('|')})$`) };
}

/** The calling code of a country, '62' for an unknown one. */
export function callingCodeOf(country: string): string {
  const entry = metadata.countries[country as keyof typeof metadata.countries] as unknown as [string] | undefined;
  return entry?.[0] ?? '62';
}
