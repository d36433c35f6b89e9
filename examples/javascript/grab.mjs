// Starts a grab, shows how it goes, and tries again what could not be read.
import { api, events } from './api.mjs';

const grabs = `/api/sessions/${process.env.SESSION_ID}/grabs`;
const { data } = await api('POST', grabs, { kind: 'all' });
let grab = await follow(data.grab);
if (grab.status === 'completed_with_errors')
  grab = await follow((await api('POST', `${grabs}/${grab.id}/retry`)).data.grab);

const { total_groups, total_contacts, memberships } = grab.counts;
process.stdout.write(
  `${grab.status}: ${total_groups} groups, ${total_contacts} contacts, ${memberships} memberships\n`,
);
if (!grab.status.startsWith('completed')) process.exitCode = 1;

async function follow({ id }) {
  let last;
  for await (const { data: state } of events(`${grabs}/${id}/events`)) {
    last = state;
    process.stderr.write(`${state.status} ${state.stage} ${state.counts.total_contacts}\n`);
  }
  return last;
}
