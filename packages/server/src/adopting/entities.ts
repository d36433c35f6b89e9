const basic: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** PHP's `htmlentities` names Latin-1 from U+00A0 on, in this order. */
const latin1 = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
  acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
  Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
  Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave
  iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

const named = new Map(Object.entries(basic));
for (const [index, name] of latin1.split(/\s+/).entries()) named.set(name, String.fromCodePoint(0xa0 + index));

/** Text whose HTML entities were written out by the old application, as the person wrote it; decodes once. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,8}));/g, (whole, decimal, hex, name) => {
    if (name) return named.get(name) ?? whole;
    return character(decimal ? Number(decimal) : Number.parseInt(hex, 16)) ?? whole;
  });
}

function character(code: number): string | undefined {
  const isText = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isText ? String.fromCodePoint(code) : undefined;
}
