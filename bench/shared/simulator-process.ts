import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const command = `${import.meta.dirname}/../../packages/simulator/src/command.ts`;

/** A simulator in a process of its own, so that it takes nothing of what is measured. */
export type SimulatorProcess = {
  url: string;
  trustedRoot: string;
  /** Digits of the first account. */
  phone: string;
  scan(qr: string): Promise<void>;
  close(): Promise<void>;
};

/** Starts `wa-simulator` with one account of this size; resolves when it listens. */
export async function startSimulatorProcess(contacts: number): Promise<SimulatorProcess> {
  const options = ['--preset', 'large', '--contacts', String(contacts), '--port', '0'];
  const child = spawn(process.execPath, [command, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told = new Map<string, string>();
  for await (const line of createInterface(child.stdout)) {
    const [, title, value] = /^(URL|Trusted root|Control door|Account) +(\S+)/.exec(line) ?? [];
    if (title && value) told.set(title, value);
    if (told.size === 4) break;
  }
  const [url = '', trustedRoot = '', door = '', phone = ''] = ['URL', 'Trusted root', 'Control door', 'Account'].map(
    (title) => told.get(title),
  );
  return {
    url,
    trustedRoot,
    phone,
    async scan(qr) {
      const answer = await fetch(`${door}/scan`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ phone, qr }),
      });
      if (!answer.ok) throw new Error(`the phone could not scan: ${await answer.text()}`);
    },
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
