import type { GrabKind, GrabStatus } from '@grabber/contract';
import type { Days } from './days.ts';

export type EndedGrab = {
  session_id: string;
  kind: GrabKind;
  status: GrabStatus;
  started_at: string | null;
  finished_at: string | null;
};

/** Success and duration of the grabs that ended in these days. */
export function grabFigures(rows: EndedGrab[], { from, to, days, dayOf }: Days, names: Map<string, string>) {
  const wanted = new Set(days);
  const dated = rows.map((row) => ({ ...row, day: dayOf(Date.parse(row.finished_at ?? '')) }));
  const all = dated.filter(({ day }) => wanted.has(day));
  const by = <Key extends 'day' | 'kind' | 'session_id'>(key: Key, value: string) =>
    all.filter((row) => row[key] === value);
  const kinds = ['all', 'contacts', 'groups'] as const;
  return {
    from,
    to,
    all: figuresOf(all),
    kinds: kinds.map((kind) => ({ kind, ...figuresOf(by('kind', kind)) })).filter(({ grabs }) => grabs > 0),
    sessions: [...names]
      .map(([session_id, session_name]) => ({ session_id, session_name, ...figuresOf(by('session_id', session_id)) }))
      .filter(({ grabs }) => grabs > 0),
    days: days.map((day) => ({ day, ...figuresOf(by('day', day)) })),
  };
}

function figuresOf(grabs: EndedGrab[]) {
  const count = (wanted: GrabStatus) => grabs.filter(({ status }) => status === wanted).length;
  const seconds = grabs
    .filter(({ status, started_at }) => started_at && (status === 'completed' || status === 'completed_with_errors'))
    .map(({ started_at, finished_at }) => (Date.parse(finished_at ?? '') - Date.parse(started_at ?? '')) / 1000)
    .sort((a, b) => a - b);
  const at = (part: number) => seconds[Math.min(seconds.length - 1, Math.floor(part * seconds.length))] ?? null;
  return {
    grabs: grabs.length,
    completed: count('completed'),
    completed_with_errors: count('completed_with_errors'),
    failed: count('failed'),
    cancelled: count('cancelled'),
    median_seconds: at(0.5),
    p95_seconds: at(0.95),
  };
}
