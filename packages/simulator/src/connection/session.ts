import type { LinkedDevice } from '../phone/device.ts';
import type { Phone } from '../phone/phone.ts';
import type { WireNode } from '../wire/node.ts';
import { node } from '../wire/node.ts';
import { scheduleAnswer } from './answering.ts';
import type { Core } from './core.ts';
import type { Link, LinkListener } from './link.ts';
import { queryKind } from './query-kind.ts';

/** One logged-in connection of a linked device. */
export type Session = { core: Core; link: Link; phone: Phone; device: LinkedDevice; goOnline(): void };

/** Serves a device from its login until its connection ends. */
export function openSession(core: Core, link: Link, phone: Phone, device: LinkedDevice): LinkListener {
  let isOnline = false;

  const leave = (): void => {
    if (device.connection !== connection) return;
    delete device.connection;
    device.outbox.detach();
  };
  const connection = {
    endStream({ code, cause }: Parameters<NonNullable<LinkedDevice['connection']>['endStream']>[0]) {
      const causes = cause ? [node(cause.tag, { type: cause.type })] : [];
      link.send(node('stream:error', { code: code === undefined ? undefined : String(code) }, causes));
      link.close();
      leave();
    },
    fail(code: number) {
      link.send(node('failure', { reason: String(code), location: 'sim' }));
      link.close();
      leave();
    },
  };
  device.connection = connection;

  const session: Session = {
    core,
    link,
    phone,
    device,
    goOnline() {
      if (isOnline) return;
      isOnline = true;
      if (core.faults.strike('replaced', { account: phone.account.person.phone })) {
        connection.endStream({ cause: { tag: 'conflict', type: 'replaced' } });
        return;
      }
      deliverMissed(link, device.outbox.pending());
      device.outbox.attach(link.send);
      phone.deviceIsReady(device);
    },
  };

  return { onStanza: (stanza) => receive(session, stanza), onClosed: leave };
}

function receive(session: Session, stanza: WireNode): void {
  const { core, device, phone } = session;
  const account = phone.account.person.phone;
  const { id = '', type = '' } = stanza.attrs;
  if (stanza.tag === 'iq' && (type === 'get' || type === 'set')) {
    core.ledger.query(account, queryKind(stanza));
    scheduleAnswer(session, stanza);
  } else if (stanza.tag === 'receipt') {
    // A `retry` receipt says that the message could not be read, and the message is no longer useful either.
    device.outbox.confirm(id);
    session.link.send(node('ack', { class: 'receipt', id, type: type || undefined, from: stanza.attrs['to'] }));
  } else if (stanza.tag === 'ack') {
    device.outbox.confirm(id);
  } else if (stanza.tag === 'presence') {
    core.ledger.presence(account, type || 'name');
  } else if (stanza.tag === 'message') {
    core.ledger.messageSent(account);
    session.link.send(node('ack', { class: 'message', id, from: stanza.attrs['to'] }));
  }
}

/** What came while the device was away, framed so that the client knows when it has caught up (§4, step 5). */
function deliverMissed(link: Link, missed: WireNode[]): void {
  const messages = missed.filter(({ tag }) => tag === 'message').length;
  const counts = { count: String(missed.length), message: String(messages), receipt: '0' };
  const notification = String(missed.length - messages);
  link.send(node('ib', {}, [node('offline_preview', { ...counts, notification, appdata: '0' })]));
  for (const stanza of missed) link.send({ ...stanza, attrs: { ...stanza.attrs, offline: '0' } });
  link.send(node('ib', {}, [node('offline', { count: counts.count })]));
}
