export { readDefaultCountry } from './settings.repo.ts';
export { createSettings, type SettingsStore } from './settings.ts';
