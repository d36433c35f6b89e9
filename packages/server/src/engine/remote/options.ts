import type { Clock } from '../../core/index.ts';
import type { Logger } from '../../observability/index.ts';
import type { GatewayKind, GatewaySettings } from './settings.ts';
import type { RemoteTimings } from './timings.ts';

export type RemoteEngineOptions = {
  kind: GatewayKind;
  /** Where the session's account lives; asked anew at each connect, so that changed settings count from then on. */
  settingsOf: (sessionId: string) => Promise<GatewaySettings>;
  clock: Clock;
  logger: Logger;
  fetch?: typeof fetch | undefined;
  timings?: Partial<RemoteTimings> | undefined;
};
