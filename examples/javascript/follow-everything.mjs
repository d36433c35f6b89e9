// Shows what is so now, and then everything that changes, for ten seconds.
import { events } from './api.mjs';

const signal = AbortSignal.timeout(Number(process.env.SECONDS_TO_FOLLOW ?? 10) * 1000);
try {
  for await (const { event, data } of events('/api/events', signal)) {
    if (event === 'snapshot') process.stdout.write(`${data.sessions.length} sessions, ${data.grabs.length} grabs\n`);
    if (event === 'session') process.stdout.write(`session ${data.session_id}: ${data.status}\n`);
    if (event === 'session_removed') process.stdout.write(`session ${data.session_id}: removed\n`);
    if (event === 'grab') process.stdout.write(`grab ${data.id}: ${data.status} ${data.stage}\n`);
  }
} catch (error) {
  if (!signal.aborted) throw error;
}
