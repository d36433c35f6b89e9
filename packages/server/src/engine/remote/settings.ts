/** Whose gateway: another engine of the seed's contract, WAHA, or GoWA (go-whatsapp-web-multidevice). */
export type GatewayKind = 'http' | 'waha' | 'gowa';

/** What opens the gateway: a key for `http` and `waha`, a name and a password for `gowa`. Each may be left out where the gateway asks for none. */
export type GatewayCredentials = { api_key?: string; username?: string; password?: string };

/** Where a session's account lives. */
export type GatewaySettings = {
  /** Address of the gateway, with its base path if it has one. */
  url: string;
  credentials: GatewayCredentials;
  /** The gateway's own name of the account: session id (`http`), session (`waha`), device id (`gowa`, may be '' when there is one device). */
  remote_session: string;
  /**
   * Whether this program may start, link and unlink the account at the gateway. False for a gateway that serves others too: it is only read
   * then, and a logout here leaves the account linked there.
   */
  manages_account: boolean;
};
