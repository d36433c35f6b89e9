import { z } from 'zod';

/** A name that users give to a tag, rule, segment or list. Capital letters and accents make no difference when names are compared. */
export const labelName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .meta({ examples: ['Pelanggan'] });

/** Most tags, rules, segments or lists of an installation: each of these lists comes whole. */
export const mostLabels = 500;
