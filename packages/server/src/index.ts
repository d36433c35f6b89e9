export { type RunningServer, startServer } from './app.ts';
export { type Config, ConfigError, readConfig } from './config/index.ts';
export { errorTable, openApiDocument } from './http/index.ts';
export type { StartOptions } from './services.ts';
