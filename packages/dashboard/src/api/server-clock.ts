let ahead = 0;

/** Learns from an answer how far the server's clock is from this device's. */
export function setServerTime(timestamp: string): void {
  ahead = Date.parse(timestamp) - Date.now();
}

/** What the server's clock shows now: countdowns of codes are told in its time. */
export function serverNow(): number {
  return Date.now() + ahead;
}
