import { AppError } from '../../core/index.ts';
import type { EngineBatch } from '../engine.ts';

type Stream = { pages: AsyncGenerator<EngineBatch>; abort: AbortController };

/** The worker's open streams; each makes its next page only when asked. */
export function createStreams() {
  const streams = new Map<string, Stream>();

  async function close(id: string): Promise<void> {
    const stream = streams.get(id);
    streams.delete(id);
    stream?.abort.abort(new AppError('cancelled'));
    await stream?.pages.return(undefined);
  }

  return {
    open(id: string, start: (signal: AbortSignal) => AsyncGenerator<EngineBatch>): void {
      const abort = new AbortController();
      streams.set(id, { pages: start(abort.signal), abort });
    },
    async next(id: string): Promise<EngineBatch | undefined> {
      const stream = streams.get(id);
      if (!stream) throw new AppError('cancelled');
      const page = await stream.pages.next();
      if (!page.done) return page.value;
      streams.delete(id);
      return undefined;
    },
    close,
  };
}
