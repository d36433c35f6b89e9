import type { Connection } from './connection.ts';
import { pause } from './errors.ts';
import type { News } from './news.ts';
import { pictureAddress } from './pictures.ts';
import type { EngineTimings } from './timings.ts';

/** Pictures that wait to be asked for; the next grab asks for those beyond. */
const mostWaiting = 100;

/** Tells pictures that changed: a new address is asked for, slowly, when pictures are wanted; otherwise the old one is no longer good. */
export function createPictureNews({ news, wanted, timings }: { news: News; wanted: boolean; timings: EngineTimings }) {
  const waiting = new Set<string>();
  let asking = false;

  async function ask(connection: Connection): Promise<void> {
    for (const jid of waiting) {
      waiting.delete(jid);
      const url = await pictureAddress(connection, jid, timings.picture, connection.over);
      news.add([{ kind: 'picture', jid, url }]);
      await pause(timings.pictureSpacing, connection.over);
    }
  }

  return {
    changed(connection: Connection, pictures: { jid: string; gone: boolean }[]): void {
      for (const { jid, gone } of pictures) {
        if (gone || !wanted) news.add([{ kind: 'picture', jid, url: null }]);
        else if (waiting.size < mostWaiting) waiting.add(jid);
      }
      if (waiting.size === 0 || asking) return;
      asking = true;
      void ask(connection)
        // A limit, or a connection that ended: the next grab asks again.
        .catch(() => waiting.clear())
        .finally(() => {
          asking = false;
        });
    },
  };
}
