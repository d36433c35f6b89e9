export * from './authorized.ts';
