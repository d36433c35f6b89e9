export { type RunningServer, type StartOptions, startServer } from './app.ts';
export { type Config, ConfigError, readConfig } from './config/index.ts';
export { errorTable, openApiDocument } from './http/index.ts';
