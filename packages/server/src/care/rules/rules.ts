import type { ContactQuery, Job, TagRule } from '@grabber/contract';
import { type Principal, requireUnbound } from '../../auth/index.ts';
import { AppError, isoTime } from '../../core/index.ts';
import type { Jobs } from '../../jobs/index.ts';
import type { Db } from '../../storage/index.ts';
import { runBulk, undoBulk } from '../bulk/run.ts';
import { byName, freeName } from '../labels/names.ts';
import { tagMarks } from '../marks.repo.ts';
import type { CareParts } from '../parts.ts';
import { deleteRule, endsOfLogs, insertRule, type RuleRow, readRules, saveCursors, updateRule } from './rules.repo.ts';

type Wish = { name: string; tag_id: number; query: ContactQuery; enabled: boolean };

/** Rules that tag by themselves. They work on all sessions, so whoever is bound to some has nothing to do with them. */
export type Rules = {
  list(principal: Principal): Promise<TagRule[]>;
  /** From now on, for what is created or changed; what is there already is tagged by a run. Throws `name_taken`, `limit_reached`, `tag_not_found`. */
  create(principal: Principal, wish: Wish): Promise<TagRule>;
  /** Throws `tag_rule_not_found`, `tag_not_found`, `name_taken`. */
  change(principal: Principal, id: number, wish: { [Key in keyof Wish]?: Wish[Key] | undefined }): Promise<TagRule>;
  /** What it tagged stays tagged. Throws `tag_rule_not_found`. */
  remove(principal: Principal, id: number): Promise<void>;
  /** Tags all that its query finds, as a job that can be undone. Throws `tag_rule_not_found`. */
  run(principal: Principal, id: number): Promise<Job>;
};

type Params = { rule_id: number; tag_id: number; query: ContactQuery };

/** Registers the kind of job too. */
export function createRules(parts: CareParts, jobs: Pick<Jobs, 'register' | 'start'>): Rules {
  const { storage, clock } = parts;
  const now = () => isoTime(clock.now());
  jobs.register('tag_rule', {
    async run(run) {
      const { rule_id, tag_id, query } = run.params as Params;
      const action = { type: 'tag_add' as const, tag_id };
      await runBulk(parts, run, { action, selection: { query }, source: `rule:${rule_id}` });
      await updateRule(storage.db, rule_id, { last_run_at: now() });
      return { rule_id };
    },
    async undo(run) {
      const { rule_id, tag_id } = run.params as Params;
      await undoBulk(parts, run, { type: 'tag_add', tag_id });
      return { rule_id };
    },
  });

  return {
    async list(principal) {
      requireUnbound(principal, 'contacts:read');
      return byName(await readRules(storage.db));
    },
    async create(principal, { name, query, ...rest }) {
      requireUnbound(principal, 'contacts:write');
      return await storage.transaction(async (trx) => {
        const all = await readRules(trx);
        await requireTag(trx, rest.tag_id);
        await beginFromNow(trx, all);
        const free = freeName(all, name);
        return insertRule(trx, {
          ...rest,
          name: free,
          query: JSON.stringify(query),
          last_run_at: null,
          created_at: now(),
        });
      });
    },
    async change(principal, id, { name, query, tag_id, enabled }) {
      requireUnbound(principal, 'contacts:write');
      return await storage.transaction(async (trx) => {
        const all = await readRules(trx);
        const row = found(all, id);
        if (tag_id !== undefined) await requireTag(trx, tag_id);
        if (enabled) await beginFromNow(trx, all);
        const plain = {
          name: name === undefined ? row.name : freeName(all, name, id),
          tag_id: tag_id ?? row.tag_id,
          enabled: enabled ?? row.enabled,
        };
        await updateRule(trx, id, { ...plain, ...(query && { query: JSON.stringify(query) }) });
        return { ...row, ...plain, query: query ?? row.query };
      });
    },
    async remove(principal, id) {
      requireUnbound(principal, 'contacts:write');
      await storage.transaction(async (trx) => {
        found(await readRules(trx), id);
        await deleteRule(trx, id);
      });
    },
    async run(principal, id) {
      requireUnbound(principal, 'contacts:write');
      const { tag_id, query } = found(await readRules(storage.db), id);
      return await jobs.start({ kind: 'tag_rule', params: { rule_id: id, tag_id, query }, scope: principal });
    },
  };

  /** While there was no rule, nobody read the log. */
  async function beginFromNow(trx: Db, all: RuleRow[]): Promise<void> {
    if (!all.some(({ enabled }) => enabled)) await saveCursors(storage, trx, await endsOfLogs(trx));
  }
}

async function requireTag(db: Db, id: number): Promise<void> {
  if ((await tagMarks.nameOf(db, id)) === undefined) throw new AppError('tag_not_found');
}

function found(rows: RuleRow[], id: number): RuleRow {
  const row = rows.find((each) => each.id === id);
  if (!row) throw new AppError('tag_rule_not_found');
  return row;
}
