/** Appends bytes to one growing Buffer; big replies would choke on number arrays. */
export type ByteWriter = {
  byte(value: number): void;
  bytes(value: Uint8Array): void;
  /** Unsigned, big-endian, `size` bytes. */
  uint(value: number, size: number): void;
  /** The bytes written so far (a view, valid until the next write). */
  done(): Buffer;
};

/** Creates a writer that starts with room for `capacity` bytes. */
export function createWriter(capacity = 256): ByteWriter {
  let buffer = Buffer.allocUnsafe(capacity);
  let used = 0;

  function reserve(size: number): number {
    const start = used;
    used += size;
    if (used > buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(used, buffer.length * 2));
      buffer.copy(grown, 0, 0, start);
      buffer = grown;
    }
    return start;
  }

  return {
    byte(value) {
      const at = reserve(1);
      buffer[at] = value;
    },
    bytes(value) {
      const at = reserve(value.length);
      buffer.set(value, at);
    },
    uint(value, size) {
      const at = reserve(size);
      buffer.writeUIntBE(value, at, size);
    },
    done: () => buffer.subarray(0, used),
  };
}
