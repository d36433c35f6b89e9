import type { ImportedFile, ImportRow, Job } from '@grabber/contract';
import { importReason, type Language } from '../../i18n/index.ts';
import type { Importer, ImportRecord, ImportRowRecord } from './imports.repo.ts';

/** An import as it is told; what came after the commit stands with its job. */
export function viewOf(
  record: ImportRecord,
  job: Job | undefined,
  undo: Job | undefined,
  language: Language,
): ImportedFile {
  const { id, file_name, format, encoding, delimiter, policy, session_id, tag_ids, default_country } = record;
  return {
    ...{ id, file_name, format, encoding, delimiter, policy, session_id, tag_ids, default_country },
    columns: record.file_columns,
    status: statusOf(record, job, undo),
    counts: record.counts,
    problems: record.problems.map((problem) => ({ ...problem, reason: importReason(language, problem.code) })),
    job_id: record.job_id,
    rollback_job_id: undo?.id ?? null,
    created_by: { kind: record.created_by_kind, id: record.created_by_id, name: record.created_by_name },
    created_at: record.created_at,
    committed_at: job?.finished_at ?? null,
    rolled_back_at: undo?.finished_at ?? null,
  };
}

export function rowViewOf(row: ImportRowRecord, language: Language): ImportRow {
  const { id, line, outcome, code, phone_number, contact_row_id, data } = row;
  const { name, email, company, note, tags, text } = data;
  return {
    ...{ id, line, outcome, code, contact_row_id, name, email, company, note, tags },
    phone: phone_number ?? text,
    reason: code === null ? null : importReason(language, code),
  };
}

/** Whoever sees every session sees every import; others their own, as long as they see all that it was about. */
export function maySee(record: ImportRecord, { kind, id, sessions }: Importer): boolean {
  if (sessions === 'all') return true;
  if (record.created_by_kind !== kind || record.created_by_id !== id) return false;
  return record.scope_sessions?.every((session) => sessions.has(session)) ?? false;
}

function statusOf(
  { status, job_id }: ImportRecord,
  job: Job | undefined,
  undo: Job | undefined,
): ImportedFile['status'] {
  if (job_id === null) return status;
  if (undo) return undo.finished_at === null ? 'rolling_back' : 'rolled_back';
  return job && job.finished_at === null ? 'committing' : 'committed';
}
