export * from './authorized.ts';
export { type ApiKey, createKeys, type Keys, type NewKey } from './keys.ts';
