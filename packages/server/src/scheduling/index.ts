export { deleteSchedule } from './schedules.repo.ts';
export { createSchedules, type Schedules } from './schedules.ts';
