import type { WireNode } from '../wire/node.ts';

/**
 * Stanzas on their way to one linked device. Each stays here until the device confirms it by a receipt or an ack, so
 * whatever was lost with a connection goes out again at the next login.
 */
export type Outbox = {
  /** Delivers now when the device is online, else at its next login. The stanza needs an `id`. */
  push(stanza: WireNode): void;
  confirm(id: string): void;
  pending(): WireNode[];
  /** From now on stanzas go out through `send`. */
  attach(send: (stanza: WireNode) => void): void;
  detach(): void;
};

/** Creates an empty outbox of a device that is offline. */
export function createOutbox(): Outbox {
  const unconfirmed = new Map<string, WireNode>();
  let deliver: ((stanza: WireNode) => void) | undefined;
  return {
    push(stanza) {
      const { id } = stanza.attrs;
      if (id === undefined) throw new TypeError(`A <${stanza.tag}> needs an id to be delivered reliably.`);
      unconfirmed.set(id, stanza);
      deliver?.(stanza);
    },
    confirm(id) {
      unconfirmed.delete(id);
    },
    pending: () => [...unconfirmed.values()],
    attach(send) {
      deliver = send;
    },
    detach() {
      deliver = undefined;
    },
  };
}
