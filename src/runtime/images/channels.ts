// Pixels with another number of channels or bits.

/** 16 bits to 8: 65535 becomes 255. `bytes`: as many 16-bit numbers, in the machine's order. */
export function scale16(bytes: Uint8Array): Uint8Array {
  const values = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  return bytesOf(values, (value) => Math.round(value / 257));
}

/**
 * A byte for each value. `Uint8Array.from` goes by the iterator and collects all values as a list first, which is slow
 * and ends the process at 134 million.
 */
export function bytesOf(values: ArrayLike<number>, byteOf: (value: number) => number): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = byteOf(values[i] ?? 0);
  return out;
}

/** Grey repeated in three channels, or colour as grey by the weights of ITU-R BT.601, as OpenCV and PIL have it. */
export function convertChannels(data: Uint8Array, from: number, to: number): Uint8Array {
  if (from === to) return data;
  const count = Math.floor(data.length / from);
  const out = new Uint8Array(count * to);
  for (let i = 0; i < count; i++) {
    if (from === 1 || to !== 1) {
      for (let c = 0; c < to; c++) out[i * to + c] = data[i * from + Math.min(c, from - 1)] ?? 0;
    } else {
      const [red = 0, green = 0, blue = 0] = [data[i * from], data[i * from + 1], data[i * from + 2]];
      out[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    }
  }
  return out;
}
