import { setTimeout as delay } from 'node:timers/promises';
import { type GrabKind, grabAnswer, grabStage, grabWithErrors } from '@grabber/contract';
import type { z } from 'zod';
import { connectApi, type ServerOptions } from './api.ts';
import { CommandFailed } from './failure.ts';
import { sessionPath } from './find-session.ts';
import type { Io } from './io.ts';
import { createScreen } from './screen.ts';
import { table } from './table.ts';

type Outcome = z.output<typeof grabWithErrors>['data'];
type Grab = Outcome['grab'];

const everyMs = 300;
const barWidth = 24;

/** Starts a grab (or joins the running one); with `wait` it follows it to its end. */
export async function runGrab(
  io: Io,
  given: string,
  options: ServerOptions & { kind: GrabKind; wait?: boolean },
): Promise<void> {
  const api = connectApi(io, options);
  const path = await sessionPath(io, api, given);
  const { grab } = (await api.post(`${path}/grabs`, { kind: options.kind }, grabAnswer)).data;
  if (!options.wait) return tellStarted(io, grab, options);
  const screen = createScreen(io);
  let outcome: Outcome = { grab, errors: [] };
  while (isRunning(outcome.grab)) {
    if (io.live && !options.json) screen.draw(progress(io, outcome.grab));
    await delay(everyMs);
    outcome = (await api.get(`${path}/grabs/${grab.id}`, grabWithErrors)).data;
  }
  tellOutcome(io, outcome, options);
}

function tellStarted(io: Io, grab: Grab, { json }: ServerOptions): void {
  if (json) io.print(JSON.stringify({ grab, errors: [] }));
  else io.say('grab_started', { id: grab.id });
}

function tellOutcome(io: Io, { grab, errors }: Outcome, { json }: ServerOptions): void {
  if (json) io.print(JSON.stringify({ grab, errors }));
  else {
    io.say(`grab_${grab.status}` as 'grab_completed', { id: grab.id, ...grab.counts });
    if (grab.missing?.length) io.say('grab_missing', { parts: grab.missing.join(', ') });
    if (errors.length > 0) io.print(table(errors, ['item', 'item_id', 'code', 'reason']));
  }
  if (grab.status === 'completed' || grab.status === 'completed_with_errors') return;
  throw new CommandFailed(io.text('grab_not_done', { id: grab.id, reason: grab.error_reason ?? grab.status }));
}

function isRunning(grab: Grab): boolean {
  return grab.status === 'queued' || grab.status === 'running';
}

/** WhatsApp tells no totals beforehand, so the bar moves by stages and the counts tell the rest. */
function progress(io: Io, grab: Grab): string {
  const stages = grabStage.options.filter((stage) => grab.kind === 'all' || stage !== otherHalf(grab.kind));
  const filled = Math.round((stages.indexOf(grab.stage) / (stages.length - 1)) * barWidth);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}]`;
  return io.text('grab_progress', { bar, stage: io.text(`stage_${grab.stage}`), ...grab.counts });
}

function otherHalf(kind: 'groups' | 'contacts') {
  return kind === 'groups' ? 'contacts' : 'groups';
}
