/** Which phone belongs to which LID, as one gateway told it so far; a newer pair wins. */
export type LidBook = {
  /** A LID whose phone may be unknown. */
  note(lid: string): void;
  learn(lid: string, pn: string): void;
  isLid(digits: string): boolean;
  phoneOf(lid: string): string | undefined;
  lidOf(pn: string): string | undefined;
};

export function createLidBook(): LidBook {
  const lids = new Set<string>();
  const phones = new Map<string, string>();
  const lidByPhone = new Map<string, string>();

  return {
    note: (lid) => void lids.add(lid),
    learn(lid, pn) {
      const before = phones.get(lid);
      if (before !== undefined && before !== pn && lidByPhone.get(before) === lid) lidByPhone.delete(before);
      lids.add(lid);
      phones.set(lid, pn);
      lidByPhone.set(pn, lid);
    },
    isLid: (digits) => lids.has(digits),
    phoneOf: (lid) => phones.get(lid),
    lidOf: (pn) => lidByPhone.get(pn),
  };
}
