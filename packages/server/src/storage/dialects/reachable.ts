import { connect } from 'node:net';

/** Whether somebody listens at `host:port`; the empty address, a file, always is there. */
export async function isReachable(address: string): Promise<boolean> {
  if (address === '') return true;
  const { hostname, port } = new URL(`tcp://${address}`);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host: hostname, port: Number(port), timeout: 2000 });
  socket.once('connect', () => resolve(true));
  socket.once('timeout', () => resolve(false));
  socket.once('error', () => resolve(false));
  const answer = await promise;
  socket.destroy();
  return answer;
}
