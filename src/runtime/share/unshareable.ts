// What should not leave a machine: places in its file system, and what looks like a key to somewhere.
import type { BundleFiles } from './share-files.ts';

export interface Finding {
  /** Path in the bundle. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly what: 'path' | 'secret';
}

/** A value that is none: a word of a sentence, or what stands for a value. */
const noValue = String.raw`(?!(?:none|null|true|false|the|an?|no|not|see|your|in|from)(?:[\s"',;.)]|$)|\$\{\w{1,40}\}|\$\(|<[\w -]{1,40}>|\*{3,20}(?:\s|$))`;
/** What stands between a name and its value; the name may go on (`secret_prod`). All counts end, so that no text keeps it busy. */
const given = String.raw`(?:[_-]\w{1,40}|s|\d{1,3})?["']?\s{0,9}(?:[:=]{1,2}>?)\s{0,9}["']?${noValue}`;
const secretWord = 'password|passwd|passphrase|passwort|kennwort|pwd|secret';
const keyWord = '(?:api|access|private|secret|account|auth|subscription|license)[-_]?(?:key|token)|credentials?';

/** A key is told by its own form, or by what it is called. Well-known forms: those that their makers document. */
const secrets = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bgithub_pat_\w{22,}\b/,
  /\bglpat-[\w-]{20,}/,
  /\bhf_[A-Za-z0-9]{30,}\b/,
  /\bnpm_[A-Za-z0-9]{36}/,
  /\bpypi-[\w-]{32}/,
  /\b[rs]k_(?:live|test)_\w{16}/,
  /\bsk-[\w-]{20,}/,
  /\bxox[abprs]-[\w-]{10,}/,
  /\bAIza[\w-]{35}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/,
  // Whatever is called a password is one, however short; a key has some length; a token, of which a sentence or a network
  // may speak, looks like one, too, and is not computed.
  new RegExp(String.raw`(?:${secretWord})${given}[^\s"']{3}`, 'i'),
  new RegExp(String.raw`(?:${secretWord})\s{1,9}(?:"[^"]{3,200}"|'[^']{3,200}')`, 'i'),
  new RegExp(String.raw`--(?:${secretWord})\s{1,9}["']?${noValue}[^\s"'-][^\s"']{2}`, 'i'),
  new RegExp(String.raw`(?:${keyWord})${given}[^\s"']{6}`, 'i'),
  new RegExp(String.raw`[A-Z0-9]_(?:PASS|PW)\s{0,9}[:=]\s{0,9}["']?${noValue}[^\s"']{3}`),
  new RegExp(String.raw`[A-Z0-9]_(?:KEY|TOKEN|AUTH)\s{0,9}[:=]\s{0,9}["']?${noValue}[^\s"']{6}`),
  /(?:--token[ =]|token\s{1,9}["']|(?:token|(?:api|access|private|secret|license) key)["']?\s{0,9}[:=]{1,2}>?\s{0,9}["']?)(?!\w{0,60}\()(?=[\w+/~=-]{0,99}\d|[a-z]{20})[\w+/~=-]{8}/i,
  /\bbearer\s{1,9}(?=[\w.+/~=-]{0,99}\d|[a-z]{20})[\w.+/~=-]{8}/i,
  /authorization["']?\s{0,9}[:=]\s{0,9}["']?(?:\w{3,20}\s{1,9}[^\s"']{6}|(?=[^\s"']{0,99}\d)[^\s"']{8})/i,
  /\slogin\s{1,9}\S{1,99}\s{1,9}password\s{1,9}\S/i,
  /\bcurl\s(?:.{0,99}\s)?(?:-u|--user)\s{1,9}["']?[^\s:"']{1,99}:[^\s"'/]/,
  /[?&](?:key|sig|signature|x-amz-signature)=[^\s"'&]{16}/i,
  /[a-z]:\/\/[^\s/:@"']*:[^\s/@"']+@/i,
];

/** Where people keep files: told even after `//`, which begins a comment. */
const roots = 'home|root|Users|Volumes|mnt|media|data|datasets|srv|opt|var|tmp|etc|usr|scratch|work|nfs';
/** From a root, a home folder, a drive or a server of Windows (once more escaped in JSON). A `/` between spaces is none. */
const absolute = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}_.*/)\]}-])(?:~\/|\/(?:[\p{L}\p{N}_.@+-][\p{L}\p{N}_.@+ -]*\/)+|[A-Za-z]:(?:\\{1,2}|\/)[\p{L}\p{N}_.-])`,
    String.raw`(?<![\p{L}\p{N}_./-])\\{2,4}[\p{L}\p{N}_.-]+\\{1,2}[\p{L}\p{N}_.-]`,
    String.raw`\bfile:\/{1,3}[^\s/]|:\/{3,4}(?:${roots})\/|:\/{4}[^\s/]`,
    String.raw`(?<=["'])\/(?:${roots})["'/]`,
    String.raw`(?<![:/])\/{2,4}(?:${roots})\/[^\s/]`,
    String.raw`(?<![:/])\/{3}[\p{L}\p{N}_.@+-]+\/`,
  ].join('|'),
  'u',
);

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
