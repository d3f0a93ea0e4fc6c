// What should not leave a machine: places in its file system, and what looks like a key to somewhere.
import type { BundleFiles } from './share-files.ts';

export interface Finding {
  /** Path in the bundle. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly what: 'path' | 'secret';
}

/** A key is told by its own form, or by what it is called. Well-known forms: those that their makers document. */
const secrets = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bgithub_pat_\w{22,}\b/,
  /\bglpat-[\w-]{20,}/,
  /\bhf_[A-Za-z0-9]{30,}\b/,
  /\bsk-[\w-]{20,}/,
  /\bxox[abprs]-[\w-]{10,}/,
  /\bAIza[\w-]{35}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/,
  /\b(?:password|passwd|secret|api_?key|access_?token|auth_?token)\b\s{0,9}["']?\s{0,9}[:=]\s{0,9}["']?[^\s"']{6,}/i,
  /[a-z]:\/\/[^\s/:@"']+:[^\s/@"']+@/i,
];

/** From a root, a home folder, or a drive of Windows. A word such as `/` between spaces is none. */
const absolute = /(?<![\w.:/)\]}-])(?:~\/|\/(?:[\w.@ -]+\/)+[\w.@-]*|[A-Za-z]:[\\/][\w.-]+|\\\\[\w.-]+\\[\w.-]+)/;

/** In texts that people write; what we write ourselves holds no places. */
export function unshareable(files: BundleFiles): readonly Finding[] {
  return [...files].flatMap(([file, content]) =>
    isWritten(file) && content instanceof Uint8Array ? findingsIn(file, Buffer.from(content).toString('utf8')) : [],
  );
}

function isWritten(file: string): boolean {
  return /^pipeline\.|^imports\/(?!std\/)|^lock\.json$|^scores\.csv$|^data\.csv$/.test(file);
}

function findingsIn(file: string, text: string): readonly Finding[] {
  return text.split('\n').flatMap((line, i) => {
    const found = (what: Finding['what'], pattern: RegExp): readonly Finding[] => {
      const at = pattern.exec(line);
      return at ? [{ file, line: i + 1, column: at.index + 1, what }] : [];
    };
    const keys = secrets.flatMap((pattern) => found('secret', pattern)).slice(0, 1);
    return [...keys, ...(keys.length === 0 ? found('path', absolute) : [])];
  });
}
