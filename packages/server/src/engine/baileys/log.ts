/** Where a worker's log lines go: over to the main thread's logger. Fields never hold payloads, names or keys. */
export type Log = Record<
  'debug' | 'info' | 'warn' | 'error',
  (fields: Record<string, unknown>, message: string) => void
>;
