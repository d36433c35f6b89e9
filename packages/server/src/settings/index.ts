export { createSettings, type SettingsStore } from './settings.ts';
