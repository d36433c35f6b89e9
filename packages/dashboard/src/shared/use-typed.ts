import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

/** What stands in a search box while it is typed; it is told `waitMs` after the last letter, and follows a value that comes from elsewhere. */
export function useTyped(value: string, onChange: (q: string) => void, waitMs: number) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const send = useDebouncedCallback((q: string) => {
    sent.current = q;
    onChange(q);
  }, waitMs);
  useEffect(() => {
    // Somebody cleared the filter, chose a segment or went back.
    if (value !== sent.current.trim()) setTyped(value);
    sent.current = value;
  }, [value]);
  const type = (q: string) => {
    setTyped(q);
    send(q);
  };
  return [typed, type] as const;
}
