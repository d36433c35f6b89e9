import { cleanName, cleanText, pictureOf, statusOf } from '../../contacts/index.ts';
import { parseJid } from '../../core/index.ts';
import type { EngineIdentity, EngineNews } from '../../engine/index.ts';
import { identify, renumber } from './identity.ts';
import { type LiveScene, leaveGroup, who } from './live-scene.ts';
import { change, type SaveState } from './state.ts';
import { takeGroup } from './take-group.ts';
import { takeMembers } from './take-members.ts';
import { takePerson } from './take-person.ts';
import { heirOf, type Tracked } from './tracked.ts';

type Of<K extends EngineNews['kind']> = Extract<EngineNews, { kind: K }>;

/** Takes in one item of what an account told. */
export function takeNews(scene: LiveScene, news: EngineNews): void {
  const { state } = scene;
  if (news.kind === 'person') takePerson(state, news.person);
  else if (news.kind === 'unsaved') takeUnsaved(scene, news.who);
  else if (news.kind === 'blocked') takeBlocked(state, news.who, news.blocked);
  else if (news.kind === 'block_list') takeBlockList(state, news);
  else if (news.kind === 'renumbered') takeRenumbered(state, news);
  else if (news.kind === 'picture') takePicture(state, news);
  else if (news.kind === 'group') takeGroup(state, news.group);
  else if (news.kind === 'group_facts') takeGroupFacts(scene, news);
  else if (news.kind === 'members') takeMembers(scene, news);
  else if (news.kind === 'group_left') leaveGroup(scene, state.groups.get(news.id));
  else takeAllGroups(scene, news);
}

function takeUnsaved({ state, lost }: LiveScene, ids: EngineIdentity): void {
  const person = who(state, ids);
  if (!person?.row.in_address_book) return;
  change(state, person, { in_address_book: false });
  lost.add(person);
}

function takeBlocked(state: SaveState, ids: EngineIdentity, blocked: boolean): void {
  const person = who(state, ids);
  if (!person || (person.row.status === 'blocked') === blocked) return;
  change(state, person, { status: statusOf(blocked, person.row.removed_at !== null) });
}

function takeBlockList(state: SaveState, news: Of<'block_list'>): void {
  const blocked = new Set<Tracked>();
  for (const ids of news.who) {
    const person = who(state, ids);
    if (person) blocked.add(person);
    takeBlocked(state, ids, true);
  }
  const standing = new Set([...blocked].map(heirOf));
  for (const person of state.people) {
    if (person.row.status !== 'blocked' || standing.has(person)) continue;
    change(state, person, { status: statusOf(false, person.row.removed_at !== null) });
  }
}

function takeRenumbered(state: SaveState, { from, to }: Of<'renumbered'>): void {
  const person = state.byPn.get(from);
  if (!person) return;
  const { lid } = person.row;
  if (lid === null) renumber(state, person, to);
  else identify(state, { pn: to, lid });
}

function takePicture(state: SaveState, { jid, url }: Of<'picture'>): void {
  const parsed = parseJid(jid);
  if (!parsed) return;
  const { byPn, byLid, groups } = state;
  const tracked =
    parsed.kind === 'group' ? groups.get(parsed.id)?.tracked : (parsed.kind === 'pn' ? byPn : byLid).get(parsed.digits);
  const profile_picture = pictureOf(url);
  if (tracked && tracked.row.profile_picture !== profile_picture) change(state, tracked, { profile_picture });
}

function takeGroupFacts({ state, unknownGroups }: LiveScene, news: Of<'group_facts'>): void {
  const group = state.groups.get(news.id);
  if (!group || group.tracked.row.removed_at !== null) {
    unknownGroups.add(news.id);
    return;
  }
  const name = cleanName(news.name);
  if (name !== null && name !== group.tracked.row.name) change(state, group.tracked, { name, group_name: name });
  if (news.description === undefined) return;
  const group_description = cleanText(news.description);
  if (group_description !== group.tracked.row.group_description) change(state, group.tracked, { group_description });
}

function takeAllGroups(scene: LiveScene, { ids }: Of<'all_groups'>): void {
  const present = new Set(ids);
  for (const [id, group] of scene.state.groups) if (!present.has(id)) leaveGroup(scene, group);
}
