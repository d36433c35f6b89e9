export { manualClock } from '../../core/testing.ts';
