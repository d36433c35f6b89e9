import { expect, it } from 'vitest';
import { seal, takeFrom, unseal } from './seal.ts';

const key = Buffer.alloc(32, 1);
const about = Buffer.from('about');
const chunk = 64 * 1024;

async function* pieces(...sizes: number[]): AsyncGenerator<Buffer> {
  for (const [index, size] of sizes.entries()) yield Buffer.alloc(size, index + 1);
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function all(source: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const found: Buffer[] = [];
  for await (const piece of source) found.push(piece);
  return found;
}

async function sealed(...sizes: number[]): Promise<Buffer[]> {
  return await all(seal(pieces(...sizes), key, about));
}

async function opened(chunks: Buffer[], text = about): Promise<Buffer> {
  return Buffer.concat(await all(unseal(takeFrom(one(Buffer.concat(chunks))), key, text)));
}

it.each([[[0]], [[1]], [[chunk]], [[chunk + 1]], [[chunk, chunk]], [[10, 3 * chunk, 1]]])(
  'gives back pieces of %j bytes',
  async (sizes) => {
    const plain = Buffer.concat(await all(pieces(...sizes)));
    expect((await opened(await sealed(...sizes))).equals(plain)).toBe(true);
  },
);

it('refuses chunks that changed places, went missing, came twice, or belong to another header', async () => {
  const [first, second, third] = await sealed(3 * chunk);
  if (!first || !second || !third) throw new Error('three chunks');
  const refused = { code: 'backup_damaged' };
  await expect(opened([second, first, third])).rejects.toMatchObject(refused);
  await expect(opened([first, third])).rejects.toMatchObject(refused);
  await expect(opened([first, second])).rejects.toMatchObject(refused);
  await expect(opened([first, first, second, third])).rejects.toMatchObject(refused);
  await expect(opened([first, second, third, third])).rejects.toMatchObject(refused);
  await expect(opened([first, second, third], Buffer.from('else'))).rejects.toMatchObject(refused);
});
