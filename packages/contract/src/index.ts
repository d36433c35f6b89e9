export * from './errors.ts';
export * from './scopes.ts';
export * from './states.ts';
