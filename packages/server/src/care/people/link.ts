import { personKeyOf } from '../../contacts/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import {
  insertLinks,
  type Link,
  linkedRows,
  mergesOfRows,
  phonesFromElsewhere,
  phonesOfLids,
  readLinks,
  rowsOfKeys,
  type Touched,
  toldAboutLinks,
  whoseLidIsTold,
  writeKeys,
} from './links.repo.ts';

/** The key of the person that a merge made: nobody's number, so that nothing leads back from it. */
export function keyOfMerge(id: number): string {
  return `merge:${id}`;
}

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
  const endOf = endsOf(await readLinks(trx));
  const rows = await linkedRows(trx);
  await writeKeys(
    storage,
    trx,
    rows.map(({ id, session_id, person_key }) => ({ id, person_key: endOf(session_id, person_key) })),
  );
}

/** Says anew who the rows of these keys are, after a merge was taken back. */
export async function separate(storage: Storage, trx: Db, keys: ReadonlySet<string>): Promise<void> {
  const rows = await rowsOfKeys(trx, [...keys]);
  const lids = rows.flatMap(({ lid, phone_number }) => (phone_number === null && lid !== null ? lid : []));
  const phones = await phonesOfLids(trx, lids);
  const endOf = endsOf(await readLinks(trx));
  const keyed = rows.map((row) => {
    const known = row.phone_number === null && row.lid !== null ? phones.get(row.lid) : undefined;
    return { id: row.id, person_key: endOf(row.session_id, known ?? personKeyOf(row)) };
  });
  await writeKeys(storage, trx, keyed);
}

/** Tells the key at the end of a chain of links, for the rows of a session. A link of its own goes before one of all sessions. */
function endsOf(links: Link[]): (sessionId: string, key: string) => string {
  const next = new Map(
    links.map(({ person_key, session_id, linked_to }) => [`${session_id} ${person_key}`, linked_to]),
  );
  return (sessionId, key) => {
    let end = key;
    for (let further: string | undefined = end; further !== undefined; ) {
      end = further;
      further = next.get(`${sessionId} ${end}`) ?? next.get(` ${end}`);
    }
    return end;
  };
}

/** The key and all that links lead on to from there, in whichever session. */
export function reachedFrom(links: Link[], key: string): Set<string> {
  const reached = new Set([key]);
  // a set tells what is added while it is gone through
  for (const each of reached)
    for (const { person_key, linked_to } of links) if (person_key === each) reached.add(linked_to);
  return reached;
}

/** A merge that spoke of a LID speaks of its phone from now on. */
async function newlyTold(trx: Db, touched: Touched, links: Link[]): Promise<Link[]> {
  const ofLids = links.filter(({ person_key }) => person_key.startsWith('lid:'));
  const lids = [...new Set(ofLids.map(({ person_key }) => person_key.slice('lid:'.length)))];
  const fresh: Link[] = [];
  for (const { lid, phone } of await toldAboutLinks(trx, touched, lids))
    for (const link of ofLids.filter(({ person_key }) => person_key === `lid:${lid}`))
      if (add(links, { ...link, person_key: phone })) fresh.push({ ...link, person_key: phone });
  return fresh;
}

/** A merged row whose number has changed stays with its person. */
async function withNewNumbers(trx: Db, touched: Touched, links: Link[]): Promise<Link[]> {
  const fresh: Link[] = [];
  for (const { merge_id, session_id, own_key } of await mergesOfRows(trx, touched.changed)) {
    const isForAll = links.some((link) => link.merge_id === merge_id && link.session_id === '');
    const endOf = endsOf(links);
    const link = {
      person_key: endOf(session_id, own_key),
      session_id: isForAll ? '' : session_id,
      linked_to: endOf(session_id, keyOfMerge(merge_id)),
      merge_id,
    };
    if (add(links, link)) fresh.push(link);
  }
  return fresh;
}

/** Adds a link unless its beginning leads somewhere already, or its end leads back. */
function add(links: Link[], link: Link): boolean {
  const { person_key, session_id, linked_to } = link;
  if (links.some((each) => each.person_key === person_key && each.session_id === session_id)) return false;
  if (reachedFrom(links, linked_to).has(person_key)) return false;
  links.push(link);
  return true;
}
