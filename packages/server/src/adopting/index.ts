export { provablePhone } from './phone.ts';
export { planAdoption } from './plan.ts';
export type { OldContact, Plan, Report } from './types.ts';
