import type { Io } from '../io.ts';
import { checkDatabase } from './database.ts';
import { createDoctor, type Finding } from './finding.ts';
import { checkFiles, checkNode } from './machine.ts';
import { checkPort, checkWhatsapp } from './network.ts';
import { checkSecret } from './secret.ts';

const marks = { ok: '[ ok ]', warning: '[warn]', problem: '[FAIL]' } as const;

/** Checks everything that the server needs; false when something is wrong. */
export async function runDoctor(io: Io, { json }: { json?: boolean }): Promise<boolean> {
  const doctor = createDoctor(io);
  const checks = [checkNode, checkDatabase, checkSecret, checkFiles, checkWhatsapp].map((check) => check(doctor));
  const findings = (await Promise.all([...checks, checkPort(doctor, io)])).flat();
  const problems = findings.filter((finding) => finding.status === 'problem').length;
  if (json) io.print(JSON.stringify({ ok: problems === 0, findings }));
  else tell(io, findings, problems);
  return problems === 0;
}

function tell(io: Io, findings: Finding[], problems: number): void {
  for (const { status, message, advice } of findings) {
    io.print(`${marks[status]} ${message}`);
    if (advice) io.print(`       ${io.text('doctor_fix', { advice })}`);
  }
  if (problems > 0) io.say('doctor_bad', { count: problems });
  else io.say('doctor_good');
}
