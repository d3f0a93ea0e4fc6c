// Names of files that follow from other names and may get too long for a disk: cut, and told apart by what they were.
import { createHash } from 'node:crypto';

/** Bytes of one name on nearly every disk. */
const longest = 255;

/** NAME with the ending, where that fits; else NAME's beginning, `~`, and a digest of all of it. Always the same. */
export function fittingName(name: string, ending: string): string {
  if (Buffer.byteLength(name + ending) <= longest) return name + ending;
  const mark = `~${createHash('sha256').update(name).digest('hex').slice(0, 16)}${ending}`;
  let begin = '';
  for (const character of name) {
    if (Buffer.byteLength(begin + character + mark) > longest) break;
    begin += character;
  }
  return begin + mark;
}

/** The same for a path with `/`, whose last part is the name. */
export function fittingPath(target: string, ending: string): string {
  const at = target.lastIndexOf('/') + 1;
  return target.slice(0, at) + fittingName(target.slice(at), ending);
}
