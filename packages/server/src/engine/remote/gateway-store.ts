import { AppError } from '../../core/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import { createSealer } from '../seal.ts';
import { deleteGateway, findGateway, insertGateway } from './gateways.repo.ts';
import type { GatewayCredentials, GatewaySettings } from './settings.ts';

/** Where accounts live that somebody else's gateway holds; their credentials are sealed at rest. */
export type GatewayStore = {
  save(db: Db, sessionId: string, settings: GatewaySettings): Promise<void>;
  /** Throws `internal` when there are none, or when they were sealed with another SECRET_KEY. */
  settingsOf(sessionId: string): Promise<GatewaySettings>;
  forget(db: Db, sessionId: string): Promise<void>;
};

/** A store over the table `engine_gateways`. */
export function createGatewayStore({ db }: Pick<Storage, 'db'>, secretKey: string): GatewayStore {
  const sealer = createSealer(secretKey);
  return {
    async save(db, session_id, { credentials, ...row }) {
      const sealed = sealer.seal(gatewayPlace(session_id), Buffer.from(JSON.stringify(credentials)));
      await insertGateway(db, { session_id, ...row, sealed });
    },
    async settingsOf(sessionId) {
      const row = await findGateway(db, sessionId);
      if (!row) throw new AppError('internal', { cause: new Error('the session names no gateway') });
      const { url, remote_session, manages_account, sealed } = row;
      const credentials = JSON.parse(sealer.open(gatewayPlace(sessionId), sealed).toString()) as GatewayCredentials;
      return { url, remote_session, manages_account, credentials };
    },
    forget: deleteGateway,
  };
}

/** The place that a gateway's credentials are sealed for. */
export function gatewayPlace(sessionId: string): string[] {
  return [sessionId, 'gateway'];
}
