export { ApiError } from './api-error.ts';
export { type ApiClient, type ClientOptions, createApiClient, type EventOptions } from './client.ts';
export { routes } from './routes.ts';
export type { AnswerOf, Arguments, CallOptions, RouteName } from './types.ts';
