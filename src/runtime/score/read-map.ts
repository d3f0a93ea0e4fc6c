// Reads one anomaly map: grey PNG of 8 or 16 bits as levels, .npy as floating numbers.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import type { AnomalyMap } from '../../metrics/types.ts';
import { readNpy } from './npy.ts';

export interface ReadMap {
  readonly width: number;
  readonly height: number;
  readonly anomalyMap: AnomalyMap;
}

/** `name`: for messages. @throws OutsideError `map-format` */
export async function readMap(file: string, name: string): Promise<ReadMap> {
  const bytes = await readFile(file);
  if (path.extname(file).toLowerCase() !== '.npy') return readPng(bytes, name);
  const { width, height, values } = readNpy(bytes, name);
  return { width, height, anomalyMap: values };
}

async function readPng(bytes: Uint8Array, name: string): Promise<ReadMap> {
  try {
    const image = sharp(bytes, { failOn: 'error', ignoreIcc: true });
    const { channels, depth } = await image.metadata();
    if (channels !== 1) throw new Error(`it has ${channels} channels, and a map is grey`);
    const isWide = depth === 'ushort';
    const { data, info } = await image
      .toColourspace(isWide ? 'grey16' : 'b-w')
      .raw({ depth: isWide ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const count = info.width * info.height;
    const anomalyMap = isWide ? new Uint16Array(data.buffer, data.byteOffset, count) : new Uint8Array(data);
    return { width: info.width, height: info.height, anomalyMap };
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    throw new OutsideError(
      'map-format',
      `${name} cannot be read as an anomaly map: ${why}`,
      'save maps as grey PNG with 8 or 16 bits, or as .npy of float32 or float64, height x width',
      { cause: error },
    );
  }
}
