// The random numbers of Philox 4x32-10 by its definition (Salmon et al. 2011, "Parallel random numbers: as easy as
// 1, 2, 3"), and how TensorFlow makes floats of them: independent of TensorFlow.

const multipliers = [0xd2511f53n, 0xcd9e8d57n] as const;
const weyl = [0x9e3779b9, 0xbb67ae85] as const;

/** The first `count` 32-bit words of the stream; counters go up by one for every four words. */
export function philoxWords(key: readonly [number, number], counter: readonly number[], count: number): Uint32Array {
  const words = new Uint32Array(Math.ceil(count / 4) * 4);
  const [low = 0, high = 0, upperLow = 0, upperHigh = 0] = counter.map((word) => word >>> 0);
  const start = BigInt(low) | (BigInt(high) << 32n);
  for (let block = 0; block * 4 < words.length; block++) {
    const place = start + BigInt(block);
    words.set(philoxBlock(key, [Number(place & 0xffffffffn), Number(place >> 32n), upperLow, upperHigh]), block * 4);
  }
  return words.slice(0, count);
}

/** A word as a float from 0 (included) to 1 (excluded): its low 23 bits are the mantissa. */
export function uniformOf(word: number): number {
  return (word & 0x7fffff) / 2 ** 23;
}

/** Two words as two normal numbers (Box and Muller 1958). */
export function normalsOf(first: number, second: number): readonly [number, number] {
  const radius = Math.sqrt(-2 * Math.log(Math.max(uniformOf(first), 1e-7)));
  const angle = 2 * Math.PI * uniformOf(second);
  return [Math.sin(angle) * radius, Math.cos(angle) * radius];
}

function philoxBlock(key: readonly [number, number], counter: readonly [number, number, number, number]): Uint32Array {
  let [k0, k1] = [key[0] >>> 0, key[1] >>> 0];
  let [c0, c1, c2, c3] = counter;
  for (let round = 0; round < 10; round++) {
    const first = BigInt(c0) * multipliers[0];
    const second = BigInt(c2) * multipliers[1];
    [c0, c1, c2, c3] = [
      (Number(second >> 32n) ^ c1 ^ k0) >>> 0,
      Number(second & 0xffffffffn),
      (Number(first >> 32n) ^ c3 ^ k1) >>> 0,
      Number(first & 0xffffffffn),
    ];
    [k0, k1] = [(k0 + weyl[0]) >>> 0, (k1 + weyl[1]) >>> 0];
  }
  return Uint32Array.of(c0, c1, c2, c3);
}
