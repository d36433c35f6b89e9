import { personKeyOf } from '../../contacts/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import {
  insertLinks,
  type Keyed,
  type Link,
  linkedRows,
  mergesOfRows,
  phonesFromElsewhere,
  phonesOfLids,
  readLinks,
  rowsOfKey,
  type Touched,
  toldAboutLinks,
  whoseLidIsTold,
  writeKeys,
} from './links.repo.ts';

/** More links in a row than any chain of merges has. */
const longestChain = 50;

/**
 * Gives one key to rows that are one person: because a session knows which phone belongs to the LID that another session knows only, or because
 * users merged them. Call it in the transaction that wrote the rows.
 */
export async function linkPeople(storage: Storage, trx: Db, touched: Touched): Promise<void> {
  if (touched.inserted.length + touched.changed.length === 0) return;
  await writeKeys(storage, trx, await phonesFromElsewhere(trx, touched));
  await writeKeys(storage, trx, await whoseLidIsTold(trx, touched));
  const links = await readLinks(trx);
  if (links.length === 0) return;
  const fresh = [...(await newlyTold(trx, touched, links)), ...(await withNewNumbers(trx, touched, links))];
  await insertLinks(storage, trx, fresh);
  await followLinks(storage, trx);
}

/** Gives rows of a linked key the key that stands at the end of the chain. */
export async function followLinks(storage: Storage, trx: Db): Promise<void> {
  const links = await readLinks(trx);
  const rows = await linkedRows(trx);
  await writeKeys(
    storage,
    trx,
    rows.map(({ id, person_key }) => ({ id, person_key: endOf(links, person_key) })),
  );
}

/** Says anew who rows of this key are, after a merge was taken back. */
export async function separate(storage: Storage, trx: Db, key: string): Promise<void> {
  const rows = await rowsOfKey(trx, key);
  const lids = rows.flatMap(({ lid, phone_number }) => (phone_number === null && lid !== null ? lid : []));
  const phones = await phonesOfLids(trx, lids);
  const links = await readLinks(trx);
  const keyed: Keyed[] = rows.map((row) => {
    const known = row.phone_number === null && row.lid !== null ? phones.get(row.lid) : undefined;
    return { id: row.id, person_key: endOf(links, known ?? personKeyOf(row)) };
  });
  await writeKeys(storage, trx, keyed);
}

/** The key at the end of a chain of links. */
export function endOf(links: Link[], key: string): string {
  const next = new Map(links.map(({ person_key, linked_to }) => [person_key, linked_to]));
  let end = key;
  for (let step = 0; step < longestChain; step += 1) {
    const further = next.get(end);
    if (further === undefined) return end;
    end = further;
  }
  return end;
}

/** A merge that spoke of a LID speaks of its phone from now on. */
async function newlyTold(trx: Db, touched: Touched, links: Link[]): Promise<Link[]> {
  const keys = links.flatMap(({ person_key, linked_to }) => [person_key, linked_to]);
  const lids = [...new Set(keys.filter((key) => key.startsWith('lid:')).map((key) => key.slice('lid:'.length)))];
  const all = [...links];
  const fresh: Link[] = [];
  for (const { lid, phone } of await toldAboutLinks(trx, touched, lids)) {
    const source = links.find(({ person_key }) => person_key === `lid:${lid}`);
    // the LID's own phone leads where the LID led; the end of a chain moves on to its phone
    const link = source
      ? { ...source, person_key: phone }
      : { person_key: `lid:${lid}`, linked_to: phone, merge_id: 0 };
    if (add(all, link)) fresh.push(link);
  }
  return fresh;
}

/** A merged row whose number has changed stays with its person. */
async function withNewNumbers(trx: Db, touched: Touched, links: Link[]): Promise<Link[]> {
  const all = [...links];
  const fresh: Link[] = [];
  for (const { id, merge_key, own_key } of await mergesOfRows(trx, touched.changed)) {
    const link = { person_key: endOf(all, own_key), linked_to: endOf(all, merge_key), merge_id: id };
    if (add(all, link)) fresh.push(link);
  }
  return fresh;
}

/** Adds a link unless its beginning leads somewhere already, or its end leads back. */
function add(links: Link[], link: Link): boolean {
  const { person_key, linked_to } = link;
  if (links.some((each) => each.person_key === person_key) || endOf(links, linked_to) === person_key) return false;
  links.push(link);
  return true;
}
