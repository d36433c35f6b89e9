import { pairAndSync } from '../../support/session.ts';
import type { Stack } from '../../support/stack.ts';
import { until } from '../../support/until.ts';

/** Links every account of the world and grabs it once; resolves with the session ids. */
export async function grabAll(stack: Stack): Promise<string[]> {
  const client = stack.client();
  const ids: string[] = [];
  for (const { person } of stack.simulator.world.accounts) {
    const id = await pairAndSync(client, person.pushName, (qr) => stack.simulator.phone(person.phone).scan(qr));
    await client.post(`/api/sessions/${id}/grabs`);
    await until('the end of a grab', async () => {
      const { data } = await client.get(`/api/sessions/${id}/grabs`);
      return (data['grabs'] as { finished_at: string | null }[]).every(({ finished_at }) => finished_at !== null);
    });
    ids.push(id);
  }
  return ids;
}
