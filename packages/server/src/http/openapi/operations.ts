import { accessOperations } from './access-operations.ts';
import { analyticsOperations } from './analytics-operations.ts';
import { careOperations } from './care-operations.ts';
import { contactOperations } from './contact-operations.ts';
import { engineOperations } from './engine-operations.ts';
import { eventOperations } from './event-operations.ts';
import { exportOperations } from './export-operations.ts';
import { grabOperations } from './grab-operations.ts';
import { groupOperations } from './group-operations.ts';
import { historyOperations } from './history-operations.ts';
import { importOperations } from './import-operations.ts';
import { jobOperations } from './job-operations.ts';
import type { Operations } from './operation.ts';
import { privacyOperations } from './privacy-operations.ts';
import { scheduleOperations } from './schedule-operations.ts';
import { serverOperations } from './server-operations.ts';
import { sessionOperations } from './session-operations.ts';
import { upkeepOperations } from './upkeep-operations.ts';
import { webhookOperations } from './webhook-operations.ts';

/** Every route that is documented; a route without a line here fails `npm run check:openapi`. */
export const operations: Operations = {
  ...serverOperations,
  ...sessionOperations,
  ...contactOperations,
  ...groupOperations,
  ...careOperations,
  ...grabOperations,
  ...exportOperations,
  ...historyOperations,
  ...analyticsOperations,
  ...scheduleOperations,
  ...webhookOperations,
  ...importOperations,
  ...jobOperations,
  ...privacyOperations,
  ...upkeepOperations,
  ...accessOperations,
  ...eventOperations,
  ...engineOperations,
};
