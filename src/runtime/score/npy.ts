// Reads anomaly maps from NumPy's .npy files: float32 or float64, two axes, versions 1 to 3 of the format
// (numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
import { endianness } from 'node:os';
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';

export interface FloatMap {
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly values: Float32Array | Float64Array;
}

/** Bytes. NumPy itself reads no longer ones of strangers. */
const longestHeader = 10_000;

/** `name`: for messages. @throws OutsideError `map-format` */
export function readNpy(bytes: Uint8Array, name: string): FloatMap {
  const { header, start } = readHeader(bytes, name);
  const type = /'descr'\s*:\s*'([<>|=]?)(\w+)'/.exec(header);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1];
  if (/'descr'\s*:\s*\[/.test(header))
    throw unreadable(name, 'its numbers are of a type with fields, not float32 or float64');
  if (type === null || order === undefined || shape === undefined) throw unreadable(name, 'its header is damaged');
  const [, byteOrder = '', format = ''] = type;
  if (format !== 'f4' && format !== 'f8') {
    throw unreadable(name, `its numbers are of type \`${byteOrder}${format}\`, not float32 or float64`);
  }
  const [height, width] = sidesOf(shape, name);
  const size = format === 'f4' ? 4 : 8;
  const count = width * height;
  const there = bytes.length - start;
  if (there < count * size)
    throw unreadable(
      name,
      `it is cut off: ${height} x ${width} numbers take ${count * size} bytes, and it has ${there}`,
    );
  const native = nativeOrder(new Uint8Array(bytes.subarray(start, start + count * size)), size, byteOrder);
  const values = size === 4 ? new Float32Array(native.buffer) : new Float64Array(native.buffer);
  return { width, height, values: order === 'True' ? transposed(values, width, height) : values };
}

function readHeader(bytes: Uint8Array, name: string): { readonly header: string; readonly start: number } {
  const isNpy = bytes.length >= 10 && bytes[0] === 0x93 && Buffer.from(bytes.subarray(1, 6)).toString() === 'NUMPY';
  if (!isNpy) throw unreadable(name, 'it is no .npy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = (bytes[6] ?? 0) >= 2;
  const begin = isLong ? 12 : 10;
  const start = begin + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  if (start > bytes.length) throw unreadable(name, 'it is cut off');
  if (start > longestHeader) throw unreadable(name, 'its header is damaged');
  return { header: Buffer.from(bytes.subarray(begin, start)).toString('utf8'), start };
}

// Axes of length 1 beside the two do not count.
function sidesOf(shape: string, name: string): readonly [height: number, width: number] {
  const written = shape.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  // Python 2 wrote long numbers with an L.
  const all = written.map((part) => (/^\d+L?$/.test(part) ? Number.parseInt(part, 10) : Number.NaN));
  if (!all.every((side) => Number.isSafeInteger(side) && side > 0))
    throw unreadable(name, `its shape is (${written.join(', ')}), and sides are whole numbers above 0`);
  const sides = all.length <= 2 ? all : all.filter((side) => side !== 1);
  const [height, width] = sides;
  if (height === undefined || width === undefined || sides.length !== 2)
    throw unreadable(name, `its shape is (${all.join(', ')}), not (height, width)`);
  return [height, width];
}

/** `bytes`: a copy of our own, whose order is changed where the machine's is another. */
function nativeOrder(bytes: Uint8Array, size: 4 | 8, byteOrder: string): Uint8Array {
  const isBig = byteOrder === '>';
  if (byteOrder === '=' || byteOrder === '|' || isBig === (endianness() === 'BE')) return bytes;
  return size === 4 ? Buffer.from(bytes.buffer).swap32() : Buffer.from(bytes.buffer).swap64();
}

function transposed<T extends Float32Array | Float64Array>(columns: T, width: number, height: number): T {
  const rows = columns.slice() as T;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * width + x] = columns[x * height + y] ?? 0;
  }
  return rows;
}

function unreadable(name: string, why: string): OutsideError {
  return outside('map-format', {
    name,
    why,
    formats: 'grey PNG with 8 or 16 bits, TIFF of floats, or .npy of float32 or float64, height x width',
  });
}
