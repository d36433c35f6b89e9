import type { ReadLimits } from './types.ts';

/** Far above what people have: Google holds 25,000 contacts an account. */
export const defaultLimits: ReadLimits = {
  bytes: 50 * 1024 * 1024,
  unpacked_bytes: 300 * 1024 * 1024,
  unpacked_elements: 9_000_000,
  rows: 200_000,
  columns: 500,
  line: 1024 * 1024,
  card_lines: 2000,
};
