import { appendChanges, type Change, readChanges } from '../../changes/index.ts';
import { matchContacts } from '../../contacts/index.ts';
import { isoTime } from '../../core/index.ts';
import type { Logger } from '../../observability/index.ts';
import { markAction } from '../bulk/mark.ts';
import { tagMarks } from '../marks.repo.ts';
import { type CareParts, ring } from '../parts.ts';
import { readCareRows } from '../rows.repo.ts';
import { cursorOf, endsOfLogs, presentMembers, type RuleRow, readRules, saveCursors } from './rules.repo.ts';

/** Lets the rules tag what grabs, live sync and imports create or change, by following the change log. */
export type RuleFollower = {
  /** Begins to follow, with what was not read before the last end. */
  start(): Promise<void>;
  /** Resolves when all that was told of is done. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const changesPerStep = 1000;
/** Own marks would ring for ever; what people do by hand is theirs. */
const byThemselves = /^(grab|live|import)(:|$)/;

export function createRuleFollower(parts: CareParts & { logger: Logger }): RuleFollower {
  const { storage, changes, logger } = parts;
  const waiting = new Set<string>();
  let working: Promise<void> | undefined;
  let closing = false;
  let stop = () => {};

  function look(sessionId: string): void {
    waiting.add(sessionId);
    begin();
  }

  function begin(): void {
    working ??= work().finally(() => {
      working = undefined;
      if (waiting.size > 0 && !closing) begin();
    });
  }

  async function work(): Promise<void> {
    for (const sessionId of waiting) {
      waiting.delete(sessionId);
      if (closing) return;
      await followSession(sessionId).catch((err) => logger.error({ err }, 'the tag rules could not follow a session'));
    }
  }

  async function followSession(sessionId: string): Promise<void> {
    while (!closing) {
      const rules = (await readRules(storage.db)).filter(({ enabled }) => enabled);
      if (rules.length === 0) return;
      const after = (await cursorOf(storage.db, sessionId)) ?? 0;
      const read = await readChanges(storage.db, sessionId, after, changesPerStep);
      const last = read.at(-1);
      if (!last) return;
      const members = await presentMembers(storage.db, renamedGroups(read));
      const ids = [...new Set([...contactsOf(read), ...members])];
      await tagAll(rules, ids, { session_id: sessionId, seq: last.seq });
    }
  }

  async function tagAll(rules: RuleRow[], ids: number[], cursor: { session_id: string; seq: number }): Promise<void> {
    const tagged = await storage.transaction(async (trx) => {
      const rows = [];
      for (const rule of rules) rows.push(...(await tagBy(rule, ids, trx)));
      await saveCursors(storage, trx, [cursor]);
      return rows;
    });
    await ring(parts, tagged);
  }

  async function tagBy({ id, tag_id, query }: RuleRow, ids: number[], trx: Parameters<typeof readCareRows>[1]) {
    if (ids.length === 0 || (await tagMarks.nameOf(trx, tag_id)) === undefined) return [];
    const matching = await matchContacts(
      { ...storage, db: trx as typeof storage.db },
      { ...query, unique: false },
      'all',
      ids,
    );
    const rows = await readCareRows(storage, trx, 'all', matching);
    const note = { source: `rule:${id}`, at: isoTime(parts.clock.now()) };
    const effect = await markAction(tagMarks, tag_id, true).apply(storage, trx, rows, note);
    await appendChanges(storage, trx, effect.changes);
    return effect.changes;
  }

  return {
    async start() {
      stop = changes.subscribe(({ session_id }) => look(session_id));
      for (const { session_id } of await endsOfLogs(storage.db)) look(session_id);
    },
    async settled() {
      while (working) await working;
    },
    async close() {
      closing = true;
      stop();
      await working;
    },
  };
}

function contactsOf(changes: Change[]): number[] {
  const about = changes.filter(({ source, entity, kind }) => {
    const isContact = entity === 'contact' || entity === 'group' || entity === 'membership';
    return isContact && kind !== 'removed' && kind !== 'erased' && byThemselves.test(source);
  });
  return about.map(({ entity_id }) => entity_id);
}

/** Their members are found by another name from now on. */
function renamedGroups(changes: Change[]): number[] {
  const about = changes.filter(({ source, entity, fields }) => {
    return entity === 'group' && fields?.['name'] !== undefined && byThemselves.test(source);
  });
  return about.map(({ entity_id }) => entity_id);
}
