import { defaultSettings, type Settings, type SettingsChange, settings as settingsSchema } from '@grabber/contract';
import type { Storage } from '../storage/index.ts';
import { loadSettings, saveSettings } from './settings.repo.ts';

/** What the owner of the installation decides while it runs. */
export type SettingsStore = {
  read(): Promise<Settings>;
  /** Changes what is given and tells how all of it stands now. */
  change(change: SettingsChange): Promise<Settings>;
  /** Calls the listener after each change. */
  subscribe(listener: (settings: Settings) => void): () => void;
};

/** Settings in the database; `language` is the server's own until somebody chooses. */
export function createSettings({ storage, language }: { storage: Storage; language: 'id' | 'en' }): SettingsStore {
  const listeners = new Set<(settings: Settings) => void>();

  async function read(): Promise<Settings> {
    const { retention, backup, ...rest } = (await loadSettings(storage.db)) as SettingsChange;
    const { retention: kept, backup: backups, ...others } = { ...defaultSettings, language };
    // a value of a newer program that is none here any more must not stop the server
    const merged = { ...others, ...rest, retention: { ...kept, ...retention }, backup: { ...backups, ...backup } };
    return settingsSchema.catch({ ...defaultSettings, language }).parse(merged);
  }

  return {
    read,
    async change(change) {
      const before = await read();
      const retention = change.retention && { ...before.retention, ...change.retention };
      const backup = change.backup && { ...before.backup, ...change.backup };
      await saveSettings(storage, storage.db, {
        ...change,
        ...(retention && { retention }),
        ...(backup && { backup }),
      });
      const after = await read();
      for (const listener of listeners) listener(after);
      return after;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
