// A bundle is a zip file: the same bytes for the same run, on any machine. fflate packs, since its deflate is its own and
// does not change with Node's zlib.
import { zipSync } from 'fflate';
import { outside } from '../../diagnostics/outside-error.ts';
import { type OutputFile, writeOutputFile } from '../files/output-file.ts';
import type { RunRecord } from '../record/stored-run.ts';
import { filesToShare } from './share-files.ts';
import { unshareable } from './unshareable.ts';

export interface WrittenBundle {
  readonly files: readonly string[];
  readonly bytes: number;
}

/** @throws OutsideError `not-for-sharing` with every place, `file-exists`, `not-writable` */
export function writeBundle(
  record: RunRecord,
  output: OutputFile,
  options: { readonly withModel: boolean },
): WrittenBundle {
  const files = filesToShare(record, options);
  const findings = unshareable(files);
  if (findings.length > 0) throw outside('not-for-sharing', { run: record.folder.folder, findings });
  // Zip files know no time zone: what is read back as local time is written from it.
  const mtime = new Date(1980, 0, 1);
  const packed = zipSync(Object.fromEntries([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), { level: 9, mtime });
  writeOutputFile(output, packed);
  return { files: [...files.keys()].toSorted(), bytes: packed.length };
}
