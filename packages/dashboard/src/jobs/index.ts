export { followJob } from './follow.ts';
export { JobButtons, JobProgress } from './job-card.tsx';
export { jobTitle } from './job-title.ts';
export { JobTray } from './job-tray.tsx';
export { useJobTexts } from './texts.ts';
export { isActive, refreshWorked, useJob } from './use-job.ts';
