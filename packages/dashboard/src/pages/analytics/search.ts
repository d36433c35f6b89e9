export const periods = [7, 30, 90, 365] as const;

/** What the address may say of the analytics page. */
export function readAnalyticsSearch(search: Record<string, unknown>): {
  session_id?: string | undefined;
  days?: number | undefined;
} {
  const { session_id, days } = search;
  return {
    session_id: typeof session_id === 'string' ? session_id : undefined,
    days: periods.find((count) => count === Number(days)),
  };
}
