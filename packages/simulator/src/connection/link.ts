import type { WebSocket } from 'ws';
import type { ServerIdentity } from '../wire/certificates.ts';
import type { KeyPair } from '../wire/crypto.ts';
import { decodeNode } from '../wire/decode.ts';
import { encodeNode } from '../wire/encode.ts';
import { createFrameReader, toFrame } from '../wire/frames.ts';
import type { WireNode } from '../wire/node.ts';
import type { NoiseResponder, Transport } from '../wire/noise.ts';
import { createNoiseResponder } from '../wire/noise.ts';

/** One encrypted connection with a client, after the handshake. Sending on a closed one does nothing. */
export type Link = {
  send(stanza: WireNode): void;
  /** Sends the first half of the stanza's frame, then cuts the TCP connection. */
  sendHalf(stanza: WireNode): void;
  /** Closes after everything sent so far. */
  close(): void;
};

/** Receives what the client sends over a link. */
export type LinkListener = { onStanza(stanza: WireNode): void; onClosed(): void };

/** Decides what becomes of a client that has introduced itself: the payload is a ClientPayload protobuf. */
export type Welcome = (link: Link, client: { noiseKey: Buffer; payload: Buffer }) => LinkListener;

/**
 * Serves one WebSocket: reads the byte stream, does the handshake, then hands stanzas to the listener that `welcome`
 * returns. A client that breaks the protocol is disconnected.
 */
export function openLink(socket: WebSocket, identity: ServerIdentity, ephemeral: KeyPair, welcome: Welcome): void {
  const reader = createFrameReader();
  let handshake: NoiseResponder | undefined = createNoiseResponder(identity, ephemeral);
  let greeted = false;
  let transport: Transport | undefined;
  let listener: LinkListener | undefined;

  const link: Link = {
    send(stanza) {
      if (transport && socket.readyState === socket.OPEN) socket.send(toFrame(transport.seal(encodeNode(stanza))));
    },
    sendHalf(stanza) {
      if (!transport || socket.readyState !== socket.OPEN) return;
      const frame = toFrame(transport.seal(encodeNode(stanza)));
      socket.send(frame.subarray(0, Math.ceil(frame.length / 2)), () => socket.terminate());
    },
    close: () => socket.close(),
  };

  function receive(frame: Buffer): void {
    if (transport) {
      listener?.onStanza(decodeNode(transport.open(frame)));
    } else if (!greeted) {
      greeted = true;
      if (handshake) socket.send(toFrame(handshake.hello(frame)));
    } else if (handshake) {
      const finished = handshake.finish(frame);
      handshake = undefined;
      transport = finished.transport;
      listener = welcome(link, { noiseKey: finished.clientStatic, payload: finished.payload });
    }
  }

  socket.on('message', (data: Buffer) => {
    try {
      for (const frame of reader.push(data)) receive(frame);
    } catch {
      socket.terminate();
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => listener?.onClosed());
}
