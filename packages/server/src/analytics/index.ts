export { type Analytics, createAnalytics } from './analytics.ts';
