// Pixels with another number of channels or bits.

/** 16 bits to 8: 65535 becomes 255. `bytes`: as many 16-bit numbers, in the machine's order. */
export function scale16(bytes: Uint8Array): Uint8Array {
  const values = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  return Uint8Array.from(values, (value) => Math.round(value / 257));
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
