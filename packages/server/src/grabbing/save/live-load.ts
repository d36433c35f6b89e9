import { findKnown, listBlocked, listPresentGroups } from '../../contacts/index.ts';
import { parseJid } from '../../core/index.ts';
import type { EngineIdentity, EngineNews } from '../../engine/index.ts';
import { findMemberships } from '../../groups/index.ts';
import type { Storage } from '../../storage/index.ts';
import { noCounts } from '../counts.ts';
import { addRows, admitPeople } from './load.ts';
import { emptyState, type SaveState, type WriteJob } from './state.ts';

/** What news are about. */
type Concerned = {
  phones: Set<string>;
  lids: Set<string>;
  /** Groups of which the row is enough. */
  groups: Set<string>;
  /** Groups whose members all may be touched. */
  wholeGroups: Set<string>;
  rowIds: Set<number>;
};

/** Reads the rows that these news may touch, and nothing else of the session: people with all their memberships, and the groups of these. */
export async function loadConcerned(
  { db }: Storage,
  job: WriteJob,
  news: EngineNews[],
  at: string,
): Promise<SaveState> {
  const { sessionId, me } = job;
  const concerned: Concerned = {
    phones: new Set(),
    lids: new Set(),
    groups: new Set(),
    wholeGroups: new Set(),
    rowIds: new Set(),
  };
  addWho(concerned, me);
  for (const each of news) addConcerned(concerned, each, me);
  for (const each of news) {
    if (each.kind === 'block_list') for (const id of await listBlocked(db, sessionId)) concerned.rowIds.add(id);
    if (each.kind !== 'all_groups') continue;
    const present = new Set(each.ids);
    for (const id of await listPresentGroups(db, sessionId)) if (!present.has(id)) concerned.wholeGroups.add(id);
  }
  const { phones, lids, groups, wholeGroups, rowIds } = concerned;
  const fellows = await findMemberships(db, sessionId, { groups: [...wholeGroups] });
  for (const { contact_row_id } of fellows) rowIds.add(contact_row_id);
  const people = await findKnown(db, sessionId, { phones: [...phones], lids: [...lids], ids: [...rowIds] });
  const memberships = await findMemberships(db, sessionId, { people: people.map(({ id }) => id) });
  const groupIds = new Set([...groups, ...wholeGroups, ...memberships.map(({ group_id }) => group_id)]);
  const groupRows = await findKnown(db, sessionId, { contactIds: [...groupIds] });
  const state = emptyState(job, noCounts(), at);
  const rows = new Map([...people, ...groupRows].map((row) => [row.id, row]));
  admitPeople(state, addRows(state, [...rows.values()], memberships));
  return state;
}

function addConcerned(concerned: Concerned, news: EngineNews, me: EngineIdentity): void {
  for (const who of peopleIn(news)) addWho(concerned, who);
  if (news.kind === 'picture') addJid(concerned, news.jid);
  const group = groupIn(news);
  if (group !== undefined) (touchesAll(news, me) ? concerned.wholeGroups : concerned.groups).add(group);
}

function peopleIn(news: EngineNews): EngineIdentity[] {
  if (news.kind === 'person') return [news.person];
  if (news.kind === 'unsaved' || news.kind === 'blocked') return [news.who];
  if (news.kind === 'block_list') return news.who;
  if (news.kind === 'members') return news.members;
  if (news.kind === 'group') return news.group.participants;
  if (news.kind !== 'renumbered') return [];
  return [news.from, news.to].map((pn) => ({ pn, lid: null }));
}

function groupIn(news: EngineNews): string | undefined {
  if (news.kind === 'group') return news.group.id;
  const ofGroup = news.kind === 'group_left' || news.kind === 'group_facts' || news.kind === 'members';
  return ofGroup ? news.id : undefined;
}

/** Whether the news may change what is written of every member: the name of a group stands in their rows too. */
function touchesAll(news: EngineNews, me: EngineIdentity): boolean {
  if (news.kind === 'group_facts') return news.name !== undefined;
  if (news.kind !== 'members') return true;
  return news.change === 'left' && news.members.some((member) => isSame(member, me));
}

function addWho({ phones, lids }: Concerned, { pn, lid }: EngineIdentity): void {
  if (pn) phones.add(pn);
  if (lid) lids.add(lid);
}

function addJid(concerned: Concerned, text: string): void {
  const jid = parseJid(text);
  if (jid?.kind === 'group') concerned.groups.add(jid.id);
  else if (jid?.kind === 'pn') concerned.phones.add(jid.digits);
  else if (jid) concerned.lids.add(jid.digits);
}

/** Whether two identities are of one person, by what both know. */
function isSame(one: EngineIdentity, other: EngineIdentity): boolean {
  return (one.lid !== null && one.lid === other.lid) || (one.pn !== null && one.pn === other.pn);
}
