// What the system refuses, in words: errors with a number of the system (errno), and TensorFlow's errors that end in the
// system's own text for one. They are failures of the world outside, wherever they come from.
import { OutsideError } from './outside-error.ts';

interface Refusal {
  /** Of the failure. */
  readonly code: string;
  readonly reason: string;
  readonly hint: string;
  /** The system's text, as libraries written in C pass it on. */
  readonly text?: string;
}

const space = 'free some space, or choose a place on another disk';
const disk = 'see to the disk or the network drive (the log of the system may say more), then do it again';
const files = 'raise the limit (`ulimit -n`), or end programs that hold many files open';
const memory = 'end other programs, or make `batch`, the images or the networks smaller';
const permission = 'see to its permissions, or choose another place';
const place = 'name another place';

/** By the name that Node gives the number. */
const refusals: Readonly<Record<string, Refusal>> = {
  ENOSPC: { code: 'disk-full', reason: 'no space left on the disk', hint: space, text: 'No space left on device' },
  EDQUOT: { code: 'disk-full', reason: 'the disk quota is used up', hint: space, text: 'Disk quota exceeded' },
  EFBIG: {
    code: 'file-too-large',
    reason: 'the file gets larger than the disk or a limit (`ulimit -f`) allows',
    hint: 'raise the limit, or choose a place on another disk',
    text: 'File too large',
  },
  EACCES: { code: 'not-permitted', reason: 'its permissions forbid it', hint: permission, text: 'Permission denied' },
  EPERM: { code: 'not-permitted', reason: 'the system forbids it', hint: permission, text: 'Operation not permitted' },
  EROFS: { code: 'not-writable', reason: 'the disk is read-only', hint: place, text: 'Read-only file system' },
  ENOTDIR: { code: 'not-a-folder', reason: 'a part of its path is no folder', hint: place, text: 'Not a directory' },
  EISDIR: { code: 'is-a-folder', reason: 'it is a folder', hint: place, text: 'Is a directory' },
  EEXIST: { code: 'in-the-way', reason: 'something else has that name already', hint: place },
  ENOTEMPTY: { code: 'in-the-way', reason: 'the folder is not empty', hint: place },
  ENOENT: {
    code: 'file-missing',
    reason: 'it, or the folder it lies in, is not there (any more)',
    hint: 'see whether it was moved or deleted, then do it again',
    text: 'No such file or directory',
  },
  ENAMETOOLONG: {
    code: 'name-too-long',
    reason: 'its name or path is too long',
    hint: place,
    text: 'File name too long',
  },
  ELOOP: {
    code: 'link-loop',
    reason: 'its links lead in a circle',
    hint: place,
    text: 'Too many levels of symbolic links',
  },
  EIO: {
    code: 'disk-failed',
    reason: 'the disk could not read or write (EIO)',
    hint: disk,
    text: 'Input/output error',
  },
  ESTALE: {
    code: 'disk-failed',
    reason: 'the network drive has lost it (ESTALE)',
    hint: disk,
    text: 'Stale file handle',
  },
  ENXIO: { code: 'disk-failed', reason: 'the device is gone (ENXIO)', hint: disk },
  ENODEV: { code: 'disk-failed', reason: 'the device is gone (ENODEV)', hint: disk },
  EREMOTEIO: { code: 'disk-failed', reason: 'the network drive failed (EREMOTEIO)', hint: disk },
  EMFILE: {
    code: 'too-many-files',
    reason: 'this program has too many files open',
    hint: files,
    text: 'Too many open files',
  },
  ENFILE: { code: 'too-many-files', reason: 'the system has too many files open', hint: files },
  ENOMEM: {
    code: 'out-of-memory',
    reason: 'the system has no memory left',
    hint: memory,
    text: 'Cannot allocate memory',
  },
  EAGAIN: {
    code: 'out-of-resources',
    reason: 'the system has no processes or threads left for it (EAGAIN)',
    hint: 'end other programs, or raise the limit (`ulimit -u`)',
  },
  ETXTBSY: { code: 'file-busy', reason: 'a program that is running uses it', hint: 'end that program first' },
  EBUSY: { code: 'file-busy', reason: 'another program uses it', hint: 'end that program first' },
};

/** Numbers of Linux for which Node has no name. */
const unnamed: Readonly<Record<number, string>> = { 116: 'ESTALE', 121: 'EREMOTEIO', 122: 'EDQUOT' };

/** Numbers that only a mistake of ours brings about. */
const ours = new Set(['EBADF', 'EFAULT', 'ENOTSOCK', 'EDESTADDRREQ']);

const hintOfUnknown = 'see to that place, then do it again; the log of the system may say more';

/** Why the system refused; undefined where `error` is nothing of the kind. */
export function reasonOf(error: unknown): string | undefined {
  return refusalOf(error)?.reason;
}

/** The failure that an error of the system is; undefined where `error` is nothing of the kind. */
export function systemFailure(error: unknown): OutsideError | undefined {
  const refusal = refusalOf(error);
  if (refusal === undefined) return undefined;
  const { code, reason, hint } = refusal;
  return new OutsideError(code, `${describeCall(error)}: ${reason}`, hint, { cause: error });
}

/** The same for what was being written, or read: `cannot write FILE: REASON`. */
export function refusedFailure(what: string, error: unknown): OutsideError | undefined {
  const refusal = refusalOf(error);
  if (refusal === undefined) return undefined;
  return new OutsideError(refusal.code, `cannot ${what}: ${refusal.reason}`, refusal.hint, { cause: error });
}

function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  const name = nameOf(error);
  if (name !== undefined) {
    if (ours.has(name)) return undefined;
    return refusals[name] ?? { code: 'system-refused', reason: `the system says ${name}`, hint: hintOfUnknown };
  }
  // TensorFlow: `…/variables.data-00000-of-00001; No space left on device`.
  return Object.values(refusals).find(({ text }) => text !== undefined && error.message.includes(`; ${text}`));
}

function nameOf(error: Error): string | undefined {
  if (!('errno' in error) || typeof error.errno !== 'number' || !('syscall' in error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^E[A-Z0-9]+$/.test(code) ? code : (unnamed[Math.abs(error.errno)] ?? `error ${Math.abs(error.errno)}`);
}

const verbs: Readonly<Record<string, string>> = {
  open: 'open',
  read: 'read',
  write: 'write',
  fsync: 'write',
  fdatasync: 'write',
  ftruncate: 'write',
  copyfile: 'copy',
  scandir: 'list',
  opendir: 'list',
  mkdir: 'make the folder',
  mkdtemp: 'make a folder',
  rename: 'rename',
  unlink: 'delete',
  rmdir: 'delete',
  rm: 'delete',
  stat: 'look at',
  lstat: 'look at',
  fstat: 'look at',
  statfs: 'look at the disk of',
  realpath: 'look at',
  readlink: 'look at',
  chmod: 'set the permissions of',
  utime: 'set the time of',
};

function describeCall(error: unknown): string {
  const field = (name: 'syscall' | 'path') => {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const [call, path] = [field('syscall'), field('path')];
  const file = path ?? (error instanceof Error ? /([^\s:;]+); [A-Z]/.exec(error.message)?.[1] : undefined);
  if (call?.startsWith('spawn')) return `cannot start ${path ?? 'a program'}`;
  return `cannot ${verbs[call ?? ''] ?? 'use'} ${file ?? 'a file'}`;
}
