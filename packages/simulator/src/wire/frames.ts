const INTRO = Buffer.from([0x57, 0x41, 0x06, 0x03]);
const ROUTING_MAGIC = 'ED';
const ROUTING_HEADER_BYTES = 7;
const LENGTH_BYTES = 3;

/** The largest payload one frame can carry. */
const FRAME_MAX_BYTES = 0xff_ffff;

/** Cuts the client's byte stream into frames; WebSocket message borders mean nothing (§1.1–1.3). */
export type FrameReader = {
  /** Adds received bytes and returns the frames that are complete now. Throws when the stream does not begin as it must. */
  push(chunk: Uint8Array): Buffer[];
  /** Routing info that the client sent in front (`ED`), if any. */
  routingInfo(): Buffer | undefined;
};

/** The 4 intro bytes that go into the handshake hash. */
export const introHeader: Uint8Array = INTRO;

/** Creates a reader for one connection. */
export function createFrameReader(): FrameReader {
  let pending: Buffer = Buffer.alloc(0);
  let routing: Buffer | undefined;
  let introSeen = false;

  /** Returns false while more bytes are needed. */
  function readIntro(): boolean {
    if (pending.length < INTRO.length) return false;
    if (pending.toString('latin1', 0, 2) === ROUTING_MAGIC && routing === undefined) {
      if (pending.length < ROUTING_HEADER_BYTES) return false;
      const end = ROUTING_HEADER_BYTES + pending.readUIntBE(4, LENGTH_BYTES);
      if (pending.length < end) return false;
      routing = Buffer.from(pending.subarray(ROUTING_HEADER_BYTES, end));
      pending = pending.subarray(end);
      return readIntro();
    }
    if (!pending.subarray(0, INTRO.length).equals(INTRO)) {
      throw new TypeError('The client does not begin with the WhatsApp intro header.');
    }
    pending = pending.subarray(INTRO.length);
    introSeen = true;
    return true;
  }

  function nextFrame(): Buffer | undefined {
    if (pending.length < LENGTH_BYTES) return undefined;
    const end = LENGTH_BYTES + pending.readUIntBE(0, LENGTH_BYTES);
    if (pending.length < end) return undefined;
    const frame = pending.subarray(LENGTH_BYTES, end);
    pending = pending.subarray(end);
    return frame;
  }

  return {
    push(chunk) {
      pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
      if (!introSeen && !readIntro()) return [];
      const frames: Buffer[] = [];
      for (let frame = nextFrame(); frame; frame = nextFrame()) frames.push(frame);
      return frames;
    },
    routingInfo: () => routing,
  };
}

/** Puts the 3-byte length in front. Throws RangeError above 16 777 215 bytes. */
export function toFrame(payload: Uint8Array): Buffer {
  if (payload.length > FRAME_MAX_BYTES) {
    throw new RangeError(`A payload of ${payload.length} bytes does not fit one frame (${FRAME_MAX_BYTES}).`);
  }
  const frame = Buffer.allocUnsafe(LENGTH_BYTES + payload.length);
  frame.writeUIntBE(payload.length, 0, LENGTH_BYTES);
  frame.set(payload, LENGTH_BYTES);
  return frame;
}
