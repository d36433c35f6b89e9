import { expect, it } from 'vitest';
import { pruned } from './prune.ts';

const siti = new Set(['62811', '7001']);

it('takes out of lists the smallest part that names somebody, and leaves the rest as it was', () => {
  const history = {
    conversations: [
      { id: '62811@s.whatsapp.net', lidJid: '7001@lid', messages: [] },
      {
        id: '1@g.us',
        participant: [{ userJid: '62811:12@s.whatsapp.net' }, { userJid: '62812@s.whatsapp.net' }],
        messages: [{ message: { key: { remoteJid: '1@g.us', participant: '7001@lid' } } }],
      },
      { id: '62812@s.whatsapp.net', name: '62811 was here' },
    ],
    pushnames: [{ id: '628110@s.whatsapp.net', pushname: 'Siti' }],
    bytes: new Uint8Array([1, 2]),
  };
  expect(pruned(history, siti)).toHaveLength(3);
  expect(history).toEqual({
    conversations: [
      { id: '1@g.us', participant: [{ userJid: '62812@s.whatsapp.net' }], messages: [] },
      { id: '62812@s.whatsapp.net', name: '62811 was here' },
    ],
    pushnames: [{ id: '628110@s.whatsapp.net', pushname: 'Siti' }],
    bytes: new Uint8Array([1, 2]),
  });
  expect(pruned(history, siti)).toEqual([]);
});
