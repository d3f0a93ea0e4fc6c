// Builds small folders of images for tests.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';

export type Content = Uint8Array | string | Promise<Uint8Array>;

/** A fresh folder with these files: path below it to content. */
export async function tree(files: Readonly<Record<string, Content>>): Promise<string> {
  const root = mkdtempSync(path.join(tmpdir(), 'anoseg-tree-'));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await content);
  }
  return root;
}

/** A PNG of one grey level. */
export function plain(level: number, width = 8, height = 6): Promise<Uint8Array> {
  return png(new Uint8Array(width * height).fill(level), width, height);
}

/** A mask that is black but for one pixel of a value. */
export function mask(value = 255, width = 8, height = 6): Promise<Uint8Array> {
  const data = new Uint8Array(width * height);
  data[width + 2] = value;
  return png(data, width, height);
}

export function png(data: Uint8Array, width: number, height: number, channels: 1 | 3 | 4 = 1): Promise<Uint8Array> {
  const image = sharp(data, { raw: { width, height, channels } });
  return (channels === 1 ? image.toColourspace('b-w') : image).png().toBuffer();
}

/** The mask as an uncompressed BMP of 8 bits. */
export function bmpMask(value = 255, width = 8, height = 6): Uint8Array {
  const pixelsAt = 14 + 40 + 1024;
  const stride = Math.ceil(width / 4) * 4;
  const file = Buffer.alloc(pixelsAt + stride * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(pixelsAt, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(8, 28);
  for (let i = 0; i < 256; i++) file.fill(i, 54 + i * 4, 57 + i * 4);
  file[pixelsAt + stride * (height - 2) + 2] = value;
  return file;
}
