import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a browser loads before a page shows that is opened first: the start, which has the frame and the home page in it, and the page itself. Fails over the limit. */
const limitBytes = 200 * 1024;
const folder = join(import.meta.dirname, '..', 'packages', 'dashboard', 'dist');
type Chunk = { file: string; src?: string; imports?: string[]; dynamicImports?: string[] };
const manifest: Record<string, Chunk> = JSON.parse(await readFile(join(folder, '.vite', 'manifest.json'), 'utf8'));

/** A chunk with everything that it needs at once. */
function filesOf(key: string, found = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const next of chunk.imports ?? []) filesOf(next, found);
  return found;
}

async function sizeOf(files: Set<string>): Promise<number> {
  const sizes = [...files].map(async (file) => gzipSync(await readFile(join(folder, file))).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

const pageKeys = Object.keys(manifest).filter((key) => /^src\/pages\/.*-page\.tsx$/.test(key));
const sizes = await Promise.all(
  pageKeys.map(async (key) => {
    return { key, bytes: await sizeOf(new Set([...filesOf('index.html'), ...filesOf(key)])) };
  }),
);
sizes.push({ key: 'src/pages/home/home-page.tsx', bytes: await sizeOf(filesOf('index.html')) });
sizes.sort((one, other) => other.bytes - one.bytes);
for (const { key, bytes } of sizes) process.stdout.write(`${(bytes / 1024).toFixed(1).padStart(7)} kB  ${key}\n`);

const tooBig = sizes.filter(({ bytes }) => bytes > limitBytes);
if (tooBig.length > 0) {
  process.stdout.write(`Over ${limitBytes / 1024} kB (gzip): ${tooBig.map(({ key }) => key).join(', ')}\n`);
  process.exitCode = 1;
}
