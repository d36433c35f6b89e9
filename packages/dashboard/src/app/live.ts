import type { ServerEvent } from '@grabber/contract';
import { useEffect } from 'react';
import { meQuery, queryClient, useCan } from '../api/index.ts';
import { setConnected } from './connection.ts';
import { takeEvent } from './take-event.ts';

const names: ServerEvent['event'][] = ['snapshot', 'session', 'session_removed', 'grab', 'job', 'changed'];
const comeAgainMs = 3000;

/** One stream of events for the whole page; what it tells goes into the cache of queries. */
export function useLiveEvents(): void {
  const allowed = useCan()('sessions:read');
  useEffect(() => (allowed ? listen() : undefined), [allowed]);
}

function listen(): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lost = false;

  function open() {
    source = new EventSource('/api/events');
    for (const name of names) {
      source.addEventListener(name, ({ data }: MessageEvent<string>) =>
        takeEvent({ event: name, data: JSON.parse(data) } as ServerEvent),
      );
    }
    source.addEventListener('open', () => {
      setConnected(true);
      // What happened meanwhile was not heard.
      if (lost) void queryClient.invalidateQueries();
      lost = false;
    });
    source.addEventListener('error', () => {
      lost = true;
      setConnected(false);
      // A browser gives up when the server answers with a failure; it may only be starting.
      if (source?.readyState !== EventSource.CLOSED) return;
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      timer = setTimeout(open, comeAgainMs);
    });
  }

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
    setConnected(true);
  };
}
