/** More than WhatsApp delivers again after a connection that broke off. */
const mostKept = 5000;

export type RecentIds = {
  /** Notes an id; false when it was noted before. */
  isNew(id: string): boolean;
};

/** The last ids that came, to know what comes a second time. */
export function createRecentIds(): RecentIds {
  const seen = new Set<string>();
  return {
    isNew(id) {
      if (seen.has(id)) return false;
      seen.add(id);
      const [oldest] = seen;
      if (seen.size > mostKept && oldest !== undefined) seen.delete(oldest);
      return true;
    },
  };
}
