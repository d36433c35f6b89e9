export * from './import-reasons.ts';
export * from './language.ts';
export type { CliKey, MessageKey } from './texts.ts';
export * from './translate.ts';
