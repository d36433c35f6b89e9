import type { AnyDb } from '../dialects/schema-tools.ts';
import { required, type Table } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

/** Where accounts live that somebody else's gateway holds. */
const gateways: Table = {
  columns: {
    session_id: required('identity'),
    url: required('text'),
    remote_session: required('name'),
    manages_account: required('boolean', false),
    sealed: required('bytes'),
  },
  primaryKey: ['session_id'],
  indexes: [],
};

export async function addGateways(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  await schema.create(db, 'engine_gateways', gateways);
}
