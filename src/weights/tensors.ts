// Tensors of a file of weights: their names, types and shapes, without their values.

/** As safetensors names them, with the bytes of one value. */
export const dtypeBytes = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  I16: 2,
  I32: 4,
  I64: 8,
  F16: 2,
  BF16: 2,
  F32: 4,
  F64: 8,
} as const;
export type WeightDtype = keyof typeof dtypeBytes;

export interface TensorForm {
  readonly name: string;
  readonly dtype: WeightDtype;
  readonly shape: readonly number[];
}

export interface NamedTensor extends TensorForm {
  /** Little-endian, in the order of the last axis first. */
  readonly bytes: Uint8Array;
}

export function isWeightDtype(name: unknown): name is WeightDtype {
  return typeof name === 'string' && Object.hasOwn(dtypeBytes, name);
}

/** Whether `asFloats` knows the type. */
export function isReal(dtype: WeightDtype): boolean {
  return dtype === 'F16' || dtype === 'BF16' || dtype === 'F32' || dtype === 'F64';
}

/** How many values; undefined where the shape is none, or more than a number can count. */
export function countOf(shape: readonly unknown[]): number | undefined {
  let count = 1;
  for (const side of shape) {
    if (typeof side !== 'number' || !Number.isSafeInteger(side) || side < 0) return undefined;
    count *= side;
  }
  return Number.isSafeInteger(count) ? count : undefined;
}

/** As numbers; undefined for a type that no weights have. */
export function asFloats({ dtype, bytes }: NamedTensor): Float32Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.byteLength / dtypeBytes[dtype];
  const each = (read: (at: number) => number) => Float32Array.from({ length: count }, (_, i) => read(i));
  switch (dtype) {
    case 'F32':
      return each((i) => view.getFloat32(4 * i, true));
    case 'F64':
      return each((i) => view.getFloat64(8 * i, true));
    case 'F16':
      return each((i) => halfToNumber(view.getUint16(2 * i, true)));
    case 'BF16':
      return each((i) => {
        const word = new DataView(new ArrayBuffer(4));
        word.setUint16(2, view.getUint16(2 * i, true), true);
        return word.getFloat32(0, true);
      });
    default:
      return undefined;
  }
}

// IEEE 754 binary16: 1 sign bit, 5 of the exponent, 10 of the fraction.
function halfToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(half >> 10) & 0x1f, half & 0x3ff];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
