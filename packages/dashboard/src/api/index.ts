export { addressOf, call, send } from './call.ts';
export { healthQuery } from './health.ts';
export { type Me, meQuery, useCan, useMe } from './me.ts';
export { doubt, type GetRoute, keyOf, queryClient, read, refresh, useChange } from './queries.ts';
export { failedWith, RequestError } from './request-error.ts';
export { serverNow } from './server-clock.ts';
