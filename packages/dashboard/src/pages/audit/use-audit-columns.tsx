import type { AuditEntry } from '@grabber/contract';
import { useQuery } from '@tanstack/react-query';
import { read, useCan } from '../../api/index.ts';
import { DateTime, type RowColumn } from '../../shared/index.ts';
import { useActionTexts } from './action-texts.ts';
import { useAuditTexts } from './texts.ts';

/** The columns of the log, with names for the ids where the person may know them. */
export function useAuditColumns(): RowColumn<AuditEntry>[] {
  const t = useAuditTexts();
  const word = useActionTexts();
  const { who, session } = useNames();
  return [
    { key: 'action', header: t('action'), main: true, cell: ({ action }) => <b>{word(action)}</b> },
    { key: 'at', header: t('at'), cell: ({ at }) => <DateTime at={at} /> },
    { key: 'who', header: t('who'), cell: who },
    { key: 'session', header: t('session'), cell: ({ session_id }) => session(session_id) },
    { key: 'address', minor: true, header: t('address'), cell: ({ address }) => address ?? '–' },
  ];
}

function useNames() {
  const t = useAuditTexts();
  const can = useCan();
  const query = { limit: 1000 };
  const people = useQuery({ ...read('GET /api/people', { query }), enabled: can('admin') }).data?.data.people;
  const keys = useQuery({ ...read('GET /api/keys', { query }), enabled: can('keys:write') }).data?.data.keys;
  const sessions = useQuery({ ...read('GET /api/sessions'), enabled: can('sessions:read') }).data?.sessions;
  const nameOf = ({ actor_kind, actor_id }: AuditEntry) => {
    if (actor_kind === 'person') return people?.find(({ id }) => id === actor_id)?.name;
    return actor_kind === 'api_key' ? keys?.find(({ id }) => id === actor_id)?.name : undefined;
  };
  return {
    who: (entry: AuditEntry) => {
      const kind = t(entry.actor_kind);
      const name = nameOf(entry);
      if (name) return entry.actor_kind === 'person' ? name : `${kind}: ${name}`;
      return entry.actor_id === null ? kind : `${kind} #${entry.actor_id}`;
    },
    session: (id: string | null) =>
      id === null ? '–' : (sessions?.find(({ session_id }) => session_id === id)?.name ?? t('gone_session')),
  };
}
