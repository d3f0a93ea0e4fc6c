// A file that cannot be read, in the same words wherever it is met.

import { OutsideError, outside, reworded } from '../../diagnostics/outside-error.ts';
import { reasonOf as refusalReason, refusedFailure } from '../../diagnostics/system-error.ts';
import { UnreadableFile } from '../files/unreadable-file.ts';
import { nameOfFormat } from './formats/file-kind.ts';

/** What the system may refuse for one file alone. */
const ofTheFile: ReadonlySet<string> = new Set([
  'file-missing',
  'is-a-folder',
  'link-loop',
  'name-too-long',
  'not-a-folder',
  'not-permitted',
]);

/** `read` with its failures as errors that name the file. @throws OutsideError `image-corrupt`, and those of `read` */
export async function describing<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OutsideError)
      throw reworded(error, { message: `${name}: ${error.message}` }, { cause: error });
    // A mistake of ours, not of the file.
    if (error instanceof TypeError || error instanceof ReferenceError) throw error;
    // A disk that fails or a limit of the system is no fault of the file, and no reason to skip it.
    const refused = refusedFailure(`read ${name}`, error);
    if (refused !== undefined && !ofTheFile.has(refused.code)) throw refused;
    throw outside(
      'image-corrupt',
      {
        problem: `${name} cannot be read: ${reasonOf(error)}`,
        advice: 'copy the file again, or take it out of the data set',
      },
      { cause: error },
    );
  }
}

/** Refuses what no decoder here reads, by how the file begins. @throws UnreadableFile, OutsideError `image-format` */
export function refuseOtherFormats(file: Uint8Array): void {
  if (file.length === 0) throw new UnreadableFile('the file is empty');
  const format = nameOfFormat(file);
  if (format === undefined)
    throw new UnreadableFile(
      'it is no image of a kind that is read (PNG, JPEG, TIFF, BMP, GIF, WebP, AVIF, PBM to PAM)',
    );
  if (format.isRead) return;
  throw outside('image-format', {
    problem: `it is ${format.name}, which is not read`,
    advice: format.isImage
      ? 'save it as PNG, without loss'
      : 'copy the image itself there, or take the file out of the data set',
  });
}

/** Why a file cannot be read, as a sentence goes on. */
export function reasonOf(error: unknown): string {
  if (error instanceof UnreadableFile) return error.message;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    if (error.code === 'ENOENT') return 'there is no such file';
    if (error.code === 'EACCES' || error.code === 'EPERM') return 'its permissions forbid it';
    return error.code === 'EISDIR' ? 'it is a folder' : (refusalReason(error) ?? error.code);
  }
  // What libvips and our own decoders say differs by the way that a file is read; the cause keeps it.
  return 'it is damaged or cut off';
}
