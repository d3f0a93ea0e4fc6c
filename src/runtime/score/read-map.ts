// Reads one anomaly map: grey PNG or TIFF of 8 or 16 bits as levels; .npy and TIFF of floats as floating numbers.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import type { AnomalyMap } from '../../metrics/types.ts';
import { UnreadableFile } from '../files/unreadable-file.ts';
import { reasonOf, refuseOtherFormats } from '../images/describe-failure.ts';
import { hasUnusualSamples, readUnusualSamples } from '../images/formats/tiff-samples.ts';
import { isTiff, readTiffPages } from '../images/formats/tiff-tags.ts';
import { mapFormats } from './map-files.ts';
import { readNpy } from './npy.ts';

export interface ReadMap {
  readonly width: number;
  readonly height: number;
  readonly anomalyMap: AnomalyMap;
}

/** What is read whole. */
const mostBytes = 2e9;

/** `name`: for messages. @throws OutsideError `map-format` */
export async function readMap(file: string, name: string): Promise<ReadMap> {
  try {
    if ((await stat(file)).size > mostBytes) throw new UnreadableFile('it has more than 2 GB');
    const bytes = await readFile(file);
    if (path.extname(file).toLowerCase() !== '.npy') return await readPicture(bytes);
    const { width, height, values } = readNpy(bytes, name);
    return { width, height, anomalyMap: values };
  } catch (error) {
    if (error instanceof OutsideError && error.code === 'map-format') throw error;
    throw outside(
      'map-format',
      { name, why: error instanceof OutsideError ? error.message : reasonOf(error), formats: mapFormats },
      { cause: error },
    );
  }
}

async function readPicture(bytes: Uint8Array): Promise<ReadMap> {
  refuseOtherFormats(bytes);
  if (isTiff(bytes)) {
    const [page] = readTiffPages(bytes);
    if (page && hasUnusualSamples(page)) {
      const { width, height, values } = readUnusualSamples(bytes, page);
      return { width, height, anomalyMap: values };
    }
  }
  const image = sharp(bytes, { failOn: 'error', ignoreIcc: true });
  const { channels, depth } = await image.metadata();
  if (channels !== 1) throw new UnreadableFile(`it has ${channels} channels, and a map is grey`);
  if (depth !== 'uchar' && depth !== 'ushort' && depth !== 'float')
    throw new UnreadableFile(`its samples are of the type ${depth}`);
  const { data, info } = await image
    .toColourspace(depth === 'ushort' ? 'grey16' : 'b-w')
    .raw({ depth })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const { buffer, byteOffset } = data;
  if (depth === 'float') return { width, height, anomalyMap: new Float32Array(buffer, byteOffset, width * height) };
  const anomalyMap = depth === 'ushort' ? new Uint16Array(buffer, byteOffset, width * height) : new Uint8Array(data);
  return { width, height, anomalyMap };
}
