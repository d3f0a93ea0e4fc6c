// Numbers of TypeScript as the content of constants. Constants are for shapes, axes, kernels and
// settings; data and weights are variables (a large constant costs several times its size).
import type { ConstantData } from './tensor.ts';

export function float32s(values: readonly number[] | Float32Array, shape?: readonly number[]): ConstantData {
  return { dtype: 'float32', shape: shape ?? [values.length], bytes: bytesOf(new Float32Array(values)) };
}

export function int32s(values: readonly number[], shape?: readonly number[]): ConstantData {
  return { dtype: 'int32', shape: shape ?? [values.length], bytes: bytesOf(new Int32Array(values)) };
}

export function int64s(values: readonly bigint[], shape?: readonly number[]): ConstantData {
  return { dtype: 'int64', shape: shape ?? [values.length], bytes: bytesOf(BigInt64Array.from(values)) };
}

export function uint64s(values: readonly bigint[], shape?: readonly number[]): ConstantData {
  return { dtype: 'uint64', shape: shape ?? [values.length], bytes: bytesOf(BigUint64Array.from(values)) };
}

export function booleans(values: readonly boolean[], shape?: readonly number[]): ConstantData {
  return { dtype: 'bool', shape: shape ?? [values.length], bytes: Uint8Array.from(values, Number) };
}

export function strings(values: readonly string[], shape?: readonly number[]): ConstantData {
  return { dtype: 'string', shape: shape ?? [values.length], strings: values };
}

/** A text that is equal for equal constants only. */
export function encodeConstant(data: ConstantData): string {
  const content = data.dtype === 'string' ? JSON.stringify(data.strings) : characters(data.bytes);
  return `${data.dtype} ${data.shape.join(',')} ${content}`;
}

// Most constants are a number or two, for which a decoder takes longer to make than to use.
function characters(bytes: Uint8Array): string {
  return bytes.length <= 64 ? String.fromCharCode(...bytes) : new TextDecoder('latin1').decode(bytes);
}

function bytesOf(array: Float32Array | Int32Array | BigInt64Array | BigUint64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
