import { Curve, makeNoiseHandler, NOISE_WA_HEADER, proto, WA_CERT_DETAILS } from '@whiskeysockets/baileys';

import { expect, test } from 'vitest';
import { silentLogger } from '../testing/silent-logger.ts';
import { createServerIdentity } from './certificates.ts';
import { verify } from './crypto.ts';
import { encodeNode } from './encode.ts';
import { createFrameReader, toFrame } from './frames.ts';
import { node } from './node.ts';
import { createNoiseResponder } from './noise.ts';
import { createSecrets } from './secrets.ts';

const secrets = createSecrets(1);

test.each<[string, Buffer | undefined]>([
  ['without', undefined],
  ['with', Buffer.from('routing')],
])("Baileys' handshake is answered %s routing info in front", async (_, routingInfo) => {
  const identity = createServerIdentity(secrets);
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(identity.rootPublicKey);
  const clientEphemeral = Curve.generateKeyPair();
  const clientStatic = Curve.generateKeyPair();
  const noise = makeNoiseHandler({
    keyPair: clientEphemeral,
    NOISE_HEADER: NOISE_WA_HEADER,
    logger: silentLogger,
    ...(routingInfo && { routingInfo }),
  });
  const reader = createFrameReader();
  const responder = createNoiseResponder(identity, secrets.keyPair('ephemeral'));

  const hello = proto.HandshakeMessage.encode({ clientHello: { ephemeral: clientEphemeral.public } }).finish();
  const [first = Buffer.alloc(0)] = reader.push(noise.encodeFrame(hello));
  expect(reader.routingInfo()).toEqual(routingInfo);
  const serverHello = proto.HandshakeMessage.decode(responder.hello(first));
  const sealedStatic = noise.processHandshake(serverHello, clientStatic);
  const clientFinish = { static: sealedStatic, payload: noise.encrypt(Buffer.from('client payload')) };
  const [second = Buffer.alloc(0)] = reader.push(
    noise.encodeFrame(proto.HandshakeMessage.encode({ clientFinish }).finish()),
  );
  await noise.finishInit();

  const finished = responder.finish(second);
  expect(finished.clientStatic).toEqual(Buffer.from(clientStatic.public));
  expect(finished.payload.toString()).toBe('client payload');
  const [sealed = Buffer.alloc(0)] = reader.push(noise.encodeFrame(Buffer.from('to the server')));
  expect(finished.transport.open(sealed).toString()).toBe('to the server');
  const received: unknown[] = [];
  await noise.decodeFrame(toFrame(finished.transport.seal(encodeNode(node('success')))), (frame) =>
    received.push(frame),
  );
  expect(received).toMatchObject([{ tag: 'success' }]);
});

test('the certificate chain holds under a real signature check', () => {
  const identity = createServerIdentity(secrets);
  const { intermediate, leaf } = proto.CertChain.decode(identity.chain);
  const details = proto.CertChain.NoiseCertificate.Details.decode(intermediate?.details ?? new Uint8Array());
  const signedByRoot = verify(
    identity.rootPublicKey,
    intermediate?.details ?? Buffer.of(),
    intermediate?.signature ?? Buffer.of(),
  );
  expect(signedByRoot).toBe(true);
  expect(verify(details.key ?? Buffer.of(), leaf?.details ?? Buffer.of(), leaf?.signature ?? Buffer.of())).toBe(true);
});

test('frames are cut from a byte stream wherever its pieces begin and end', () => {
  const stream = Buffer.concat([NOISE_WA_HEADER, toFrame(Buffer.from('one')), toFrame(Buffer.from('two'))]);
  const reader = createFrameReader();
  const frames = [...stream].flatMap((byte) => reader.push(Buffer.of(byte)));
  expect(frames.map(String)).toEqual(['one', 'two']);
});

test('a stream that does not begin with the intro header is refused', () => {
  expect(() => createFrameReader().push(Buffer.from('GET / HTTP/1.1'))).toThrow(TypeError);
});
