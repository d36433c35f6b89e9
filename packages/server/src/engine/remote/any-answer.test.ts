import { engineErrorCodes } from '@grabber/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLab } from './testing/lab.ts';

const ids = [
  '1@g.us',
  '62811111@c.us',
  '62811111@s.whatsapp.net',
  '99123@lid',
  '99123@c.us',
  'x',
  { _serialized: '5@lid' },
];
const fieldNames =
  'id jid JID lid LID pn phone number name Name pushname participants Participants groupMetadata size role admin isGroup PhoneNumber';
const row = fc.dictionary(
  fc.constantFrom(...fieldNames.split(' ')),
  fc.oneof(fc.constantFrom(...ids), fc.jsonValue({ maxDepth: 2 }), fc.array(fc.constantFrom(...ids))),
);
const rows = fc.array(fc.oneof({ weight: 4, arbitrary: row }, fc.jsonValue({ maxDepth: 1 })));

const wrap = {
  http: (list: unknown) => ({ success: true, data: { groups: list, contacts: list } }),
  'waha-webjs': (list: unknown) => list,
  gowa: (list: unknown) => ({ code: 'SUCCESS', results: { data: list } }),
};
const shapes = ['http', 'waha-webjs', 'gowa'] as const;

test.each(shapes)(
  'whatever rows %s sends, each person comes once and digits of a LID are never a phone',
  async (shape) => {
    const lab = await openLab(shape, { timings: { pollOpen: 60_000 } });
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        lab.gateway.override(() => ({ body: wrap[shape](list) }));
        const [{ people }, { groups }] = [await lab.contacts(), await lab.groups()];
        const known = people.flatMap(({ pn, lid }) => [pn, lid && `${lid}@lid`]).filter((id) => id !== null);
        expect(new Set(known).size).toBe(known.length);
        const members = groups.flatMap(({ participants }) => participants);
        for (const { pn, lid } of [...people, ...members]) {
          expect(pn ?? lid).toMatch(/^\d+$/);
          expect(pn).not.toBe(lid);
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  },
);

test.each(shapes)('whatever %s answers, it ends with rows or with an engine error', async (shape) => {
  const lab = await openLab(shape, { timings: { pollOpen: 60_000 } });
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.constantFrom(200, 400, 404, 422, 500), async (body, status) => {
      lab.gateway.override(() => ({ body, status }));
      for (const read of [lab.contacts, lab.groups]) {
        const code = await read().then(
          () => 'rows',
          (error: { code?: unknown }) => error.code,
        );
        expect(['rows', ...engineErrorCodes]).toContain(code);
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});
