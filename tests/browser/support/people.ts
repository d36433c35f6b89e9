import type { BrowserContext } from 'playwright-core';
import type { Stack } from '../../support/stack.ts';

export const owner = { username: 'budi', name: 'Budi Santoso', password: 'kuda benar baterai' };
export const viewer = { username: 'siti', name: 'Siti Aminah', password: 'payung merah jambu' };

/** Makes the owner, as somebody did who read the first start's words. */
export async function makeOwner(stack: Stack): Promise<void> {
  const body = { ...owner, setup_token: stack.setupToken() ?? '' };
  const answer = await stack.client().post('/api/setup', body);
  if (answer.status !== 201) throw new Error(`setup: ${JSON.stringify(answer.body)}`);
}

/** Makes somebody who may only look. */
export async function makeViewer(stack: Stack): Promise<void> {
  const invited = await stack.client().post('/api/invitations', { role: 'viewer' });
  await stack.client().post('/api/invitations/accept', { ...viewer, token: invited.data['token'] });
}

/** Signs a browser in without going through the page. */
export async function signIn(context: BrowserContext, stack: Stack, person: typeof owner = owner): Promise<void> {
  const { username, password } = person;
  const answer = await context.request.post(`${stack.url()}/api/sign-in`, { data: { username, password } });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()}`);
}
