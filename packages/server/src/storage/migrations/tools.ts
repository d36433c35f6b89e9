import type { SchemaTools } from '../dialects/schema-tools.ts';
import type { BulkWriter } from '../storage.ts';

/** What a migration may use of its dialect. */
export type MigrationTools = { schema: SchemaTools; bulk: BulkWriter };
