import { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { wantsHistory } from './socket.ts';

test('full history is refused, every other kind is wanted', () => {
  const { HistorySyncType } = proto.HistorySync;
  const kinds = [HistorySyncType.INITIAL_BOOTSTRAP, HistorySyncType.RECENT, HistorySyncType.PUSH_NAME];
  for (const syncType of kinds) expect(wantsHistory({ syncType: syncType as number })).toBe(true);
  expect(wantsHistory({ syncType: HistorySyncType.FULL as number })).toBe(false);
});
