import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { postmanCollection, postmanEnvironment } from './collection.ts';

const at = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** What stands in `examples/` for Postman. */
export const postmanFiles = {
  collection: at('Contact_Grabber_API.postman_collection.json'),
  environment: at('Contact_Grabber_API.postman_environment.json'),
};

const contents = () => [
  { file: postmanFiles.collection, text: asJson(postmanCollection()) },
  { file: postmanFiles.environment, text: asJson(postmanEnvironment()) },
];

/** Writes both files anew. */
export async function writePostmanFiles(): Promise<void> {
  for (const { file, text } of contents()) await writeFile(file, text);
}

/** The files that are not what `postman/` makes. */
export async function staleFiles(): Promise<string[]> {
  const stale: string[] = [];
  for (const { file, text } of contents())
    if ((await readFile(file, 'utf8').catch(() => '')) !== text) stale.push(file);
  return stale;
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
