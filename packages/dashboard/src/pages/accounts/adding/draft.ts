import type { NewGateway } from '@grabber/contract';

export const engines = ['baileys', 'waha', 'gowa', 'http'] as const;
export type EngineKind = (typeof engines)[number];

/** A new account while its form is filled in. */
export type Draft = {
  name: string;
  engine: EngineKind;
  url: string;
  session: string;
  api_key: string;
  username: string;
  password: string;
  manages: boolean;
};

export const emptyDraft: Draft = {
  name: '',
  engine: 'baileys',
  url: '',
  session: '',
  api_key: '',
  username: '',
  password: '',
  manages: false,
};

/** How a gateway asks who is there. */
export function credentialsOf(engine: EngineKind): readonly ('api_key' | 'username' | 'password')[] {
  if (engine === 'gowa') return ['username', 'password'];
  return engine === 'baileys' ? [] : ['api_key'];
}

/** Whether an address can be one: the server looks closer. */
export function isAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(url.trim()) && URL.canParse(url.trim());
}

/** What the server is told; what was left empty, or belongs to another kind of gateway, is left out. */
export function requestOf(draft: Draft): { name: string; gateway?: NewGateway } {
  const name = draft.name.trim();
  const { engine } = draft;
  if (engine === 'baileys') return { name };
  const session = draft.session.trim();
  const secrets = credentialsOf(engine).filter((key) => draft[key] !== '');
  return {
    name,
    gateway: {
      kind: engine,
      url: draft.url.trim(),
      ...(session && { session }),
      ...Object.fromEntries(secrets.map((key) => [key, draft[key]])),
      manages_account: draft.manages,
    },
  };
}
