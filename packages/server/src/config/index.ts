export type { Config } from './config.ts';
export * from './env.ts';
export { ConfigError, type Variable } from './problems.ts';
export * from './secret.ts';
