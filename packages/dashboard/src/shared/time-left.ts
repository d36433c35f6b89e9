import { useEffect, useState } from 'react';
import { serverNow } from '../api/index.ts';
import { useDurationText } from './intl.tsx';

/** Before that a guess would only jump around. */
const guessAfterMs = 5000;

/** How long work still takes, in words, from how fast it went so far; null in the first seconds and without a total. */
export function useTimeLeft(startedAt: string | null, done: number, total: number | null): string | null {
  const text = useDurationText();
  const now = useNow(startedAt !== null);
  if (startedAt === null || total === null || done === 0) return null;
  const spent = now - Date.parse(startedAt);
  return spent < guessAfterMs ? null : text((spent / done) * Math.max(0, total - done));
}

/** The server's time, moving once a second while somebody looks at it. */
export function useNow(active = true): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => setNow(serverNow()), 1000);
    return () => clearInterval(timer);
  }, [active]);
  return now;
}
