// What kind of file some bytes are, by how they begin: for files that are called images and are something else.
import { isBmp } from './bmp.ts';
import { isPnm } from './pnm.ts';
import { isTiff } from './tiff-tags.ts';

export interface FileKind {
  /** With its article where it has one. */
  readonly name: string;
  readonly isRead: boolean;
  readonly isImage: boolean;
}

/** The beginning as characters of one byte each; `?` is any. */
const read: readonly (readonly [beginning: string, name: string])[] = [
  ['\x89PNG\r\n\x1a\n', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['RIFF????WEBP', 'WebP'],
  ['????ftypavif', 'AVIF'],
  ['????ftypavis', 'AVIF'],
  ['????ftypmif1', 'AVIF'],
  ['????ftypmiaf', 'AVIF'],
];

const otherImages: readonly (readonly [beginning: string, name: string])[] = [
  ['\0\0\0\x0cjP  \r\n', 'JPEG 2000'],
  ['\xffO\xffQ', 'JPEG 2000'],
  ['\xff\n', 'JPEG XL'],
  ['\0\0\0\x0cJXL ', 'JPEG XL'],
  ['????ftyphei', 'HEIC'],
  ['????ftyphev', 'HEIC'],
  ['v/1\x01', 'OpenEXR'],
  ['#?RADIANCE', 'Radiance HDR'],
  ['8BPS', 'a Photoshop document'],
  ['gimp xcf', 'a GIMP document'],
  ['DDS ', 'DDS'],
  ['\0\0\x01\0', 'an icon (ICO)'],
  ['Y\xa6j\x95', 'a Sun raster'],
  ['\x01\xda', 'SGI'],
  ['\n?\x01?', 'PCX'],
  ['PF\n', 'a portable float map'],
  ['Pf\n', 'a portable float map'],
  ['<svg', 'SVG'],
  ['#define ', 'XBM'],
  ['/* XPM */', 'XPM'],
  ['SIMPLE  =', 'FITS'],
];

const others: readonly (readonly [beginning: string, name: string])[] = [
  ['version https://git-lfs', 'a pointer of Git LFS, not the file that it stands for (`git lfs pull` fetches it)'],
  ['%PDF', 'a PDF'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['\x93NUMPY', 'a NumPy array'],
  ['\x89HDF', 'an HDF5 file'],
  ['<!DOCTYPE', 'a web page'],
  ['<!doctype', 'a web page'],
  ['<html', 'a web page'],
  ['<?xml', 'XML'],
];

/** Undefined for what begins like none of them. */
export function nameOfFormat(file: Uint8Array): FileKind | undefined {
  if (isBmp(file) || isPnm(file) || isTiff(file)) return { name: '', isRead: true, isImage: true };
  const begins = ([beginning]: readonly [string, string]) =>
    file.length >= beginning.length &&
    [...beginning].every((character, i) => character === '?' || character.charCodeAt(0) === file[i]);
  const name = (kinds: typeof others) => kinds.find(begins)?.[1];
  const known = name(read);
  if (known !== undefined) return { name: known, isRead: true, isImage: true };
  const image = name(otherImages);
  if (image !== undefined) return { name: image, isRead: false, isImage: true };
  if (Buffer.from(file.subarray(128, 132)).toString('latin1') === 'DICM')
    return { name: 'DICOM', isRead: false, isImage: true };
  // A Targa says what it is at its end.
  if (Buffer.from(file.subarray(-18, -2)).toString('latin1') === 'TRUEVISION-XFILE')
    return { name: 'TGA', isRead: false, isImage: true };
  const other = name(others);
  return other === undefined ? undefined : { name: other, isRead: false, isImage: false };
}
