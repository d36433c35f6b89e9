export * from './chunks.ts';
export * from './clock.ts';
export * from './errors.ts';
export * from './jid.ts';
export * from './text.ts';
