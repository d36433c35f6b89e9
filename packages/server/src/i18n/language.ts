export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

/** The best language for an `Accept-Language` header; the fallback when it asks for none that we speak. */
export function negotiateLanguage(header: string | undefined, fallback: Language): Language {
  if (!header) return fallback;
  const wishes = header.slice(0, 200).split(',').map(readWish);
  const known = wishes.filter((wish) => wish.language !== undefined && wish.quality > 0);
  known.sort((a, b) => b.quality - a.quality);
  return known[0]?.language ?? fallback;
}

function readWish(text: string): { language: Language | undefined; quality: number } {
  const [tag = '', ...parameters] = text.trim().toLowerCase().split(';');
  const primary = tag.split('-')[0]?.trim();
  // `in` was the code of Indonesian until 1989; Java still sends it.
  const language = languages.find((name) => name === (primary === 'in' ? 'id' : primary));
  const weight = parameters.map((part) => part.trim()).find((part) => part.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { language, quality: Number.isFinite(quality) ? quality : 0 };
}
