import type { AnswerOf, ServerEvent } from '@grabber/contract';
import { keyOf, queryClient, refresh } from '../api/index.ts';
import { askAgain } from './ask-again.ts';
import { takeChanged, takeGrabbed } from './take-changed.ts';
import { takeGrab } from './take-grab.ts';
import { takeJob, takeOwnJobs } from './take-job.ts';

type Session = AnswerOf<'GET /api/sessions'>['sessions'][number];

/** Puts what an event tells where the pages read it. */
export function takeEvent(event: ServerEvent): void {
  switch (event.event) {
    case 'snapshot':
      for (const session of event.data.sessions) takeSession(session);
      for (const grab of event.data.grabs) takeGrab(grab);
      for (const job of event.data.jobs) takeJob(job);
      takeOwnJobs(event.data.jobs);
      break;
    case 'session':
      takeSession(event.data);
      break;
    case 'session_removed':
      patchSessions((sessions) => sessions.filter(({ session_id }) => session_id !== event.data.session_id));
      break;
    case 'grab':
      takeGrab(event.data);
      if (event.data.finished_at === null) break;
      takeGrabbed();
      void refresh('GET /api/sessions/{session_id}/grabs');
      break;
    case 'job':
      takeJob(event.data);
      break;
    case 'changed':
      takeChanged();
      break;
  }
}

function takeSession(session: Session): void {
  patchSessions((sessions) => putIn(sessions, session));
  const params = { session_id: session.session_id };
  const queryKey = keyOf('GET /api/sessions/{session_id}', { params });
  queryClient.setQueryData(
    queryKey,
    (known: AnswerOf<'GET /api/sessions/{session_id}'> | undefined) => known && { ...known, data: { session } },
  );
  askAgain(queryKey);
  void queryClient.invalidateQueries({ queryKey: keyOf('GET /api/sessions/{session_id}/qr', { params }) });
}

function patchSessions(change: (sessions: Session[]) => Session[]): void {
  queryClient.setQueryData(
    keyOf('GET /api/sessions'),
    (known: AnswerOf<'GET /api/sessions'> | undefined) => known && { ...known, sessions: change(known.sessions) },
  );
  askAgain(keyOf('GET /api/sessions'));
}

function putIn(sessions: Session[], session: Session): Session[] {
  const known = sessions.some(({ id }) => id === session.id);
  return known ? sessions.map((one) => (one.id === session.id ? session : one)) : [...sessions, session];
}
