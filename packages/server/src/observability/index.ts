export * from './logger.ts';
export { maskText } from './mask.ts';
