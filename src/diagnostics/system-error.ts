// What the system refuses, in words: errors with a number of the system (errno), and TensorFlow's errors that end in the
// system's own text for one. They are failures of the world outside, wherever they come from.
import type { systemFailures } from './failures/system.ts';
import { type OutsideError, outside } from './outside-error.ts';

interface Refusal {
  /** Of the failure. */
  readonly code: keyof typeof systemFailures;
  readonly reason: string;
  /** The system's text, as libraries written in C pass it on. */
  readonly text?: string;
}

/** By the name that Node gives the number. */
const refusals: Readonly<Record<string, Refusal>> = {
  ENOSPC: { code: 'disk-full', reason: 'no space left on the disk', text: 'No space left on device' },
  EDQUOT: { code: 'disk-full', reason: 'the disk quota is used up', text: 'Disk quota exceeded' },
  EFBIG: {
    code: 'file-too-large',
    reason: 'the file gets larger than the disk or a limit (`ulimit -f`) allows',
    text: 'File too large',
  },
  EACCES: { code: 'not-permitted', reason: 'its permissions forbid it', text: 'Permission denied' },
  EPERM: { code: 'not-permitted', reason: 'the system forbids it', text: 'Operation not permitted' },
  EROFS: { code: 'not-writable', reason: 'the disk is read-only', text: 'Read-only file system' },
  ENOTDIR: { code: 'not-a-folder', reason: 'a part of its path is no folder', text: 'Not a directory' },
  EISDIR: { code: 'is-a-folder', reason: 'it is a folder', text: 'Is a directory' },
  EEXIST: { code: 'in-the-way', reason: 'something else has that name already' },
  ENOTEMPTY: { code: 'in-the-way', reason: 'the folder is not empty' },
  ENOENT: {
    code: 'file-missing',
    reason: 'it, or the folder it lies in, is not there (any more)',
    text: 'No such file or directory',
  },
  ENAMETOOLONG: {
    code: 'name-too-long',
    reason: 'its name or path is too long',
    text: 'File name too long',
  },
  ELOOP: {
    code: 'link-loop',
    reason: 'its links lead in a circle',
    text: 'Too many levels of symbolic links',
  },
  EIO: {
    code: 'disk-failed',
    reason: 'the disk could not read or write (EIO)',
    text: 'Input/output error',
  },
  ESTALE: {
    code: 'disk-failed',
    reason: 'the network drive has lost it (ESTALE)',
    text: 'Stale file handle',
  },
  ENXIO: { code: 'disk-failed', reason: 'the device is gone (ENXIO)' },
  ENODEV: { code: 'disk-failed', reason: 'the device is gone (ENODEV)' },
  EREMOTEIO: { code: 'disk-failed', reason: 'the network drive failed (EREMOTEIO)' },
  EMFILE: {
    code: 'too-many-files',
    reason: 'this program has too many files open',
    text: 'Too many open files',
  },
  ENFILE: { code: 'too-many-files', reason: 'the system has too many files open' },
  ENOMEM: {
    code: 'out-of-memory',
    reason: 'the system has no memory left',
    text: 'Cannot allocate memory',
  },
  EAGAIN: {
    code: 'out-of-resources',
    reason: 'the system has no processes or threads left for it (EAGAIN)',
  },
  ETXTBSY: { code: 'file-busy', reason: 'a program that is running uses it' },
  EBUSY: { code: 'file-busy', reason: 'another program uses it' },
};

/** Numbers of Linux for which Node has no name. */
const unnamed: Readonly<Record<number, string>> = { 116: 'ESTALE', 121: 'EREMOTEIO', 122: 'EDQUOT' };

/** Numbers that only a mistake of ours brings about. */
const ours = new Set(['EBADF', 'EFAULT', 'ENOTSOCK', 'EDESTADDRREQ']);

/** Why the system refused; undefined where `error` is nothing of the kind. */
export function reasonOf(error: unknown): string | undefined {
  return refusalOf(error)?.reason;
}

/** The failure that an error of the system is; undefined where `error` is nothing of the kind. */
export function systemFailure(error: unknown): OutsideError | undefined {
  const refusal = refusalOf(error);
  if (refusal === undefined) return undefined;
  return outside(refusal.code, { what: describeCall(error), reason: refusal.reason }, { cause: error });
}

/** The same for what was being written, or read: `cannot write FILE: REASON`. */
export function refusedFailure(what: string, error: unknown): OutsideError | undefined {
  const refusal = refusalOf(error);
  if (refusal === undefined) return undefined;
  return outside(refusal.code, { what, reason: refusal.reason }, { cause: error });
}

function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  const name = nameOf(error);
  if (name !== undefined) {
    if (ours.has(name)) return undefined;
    return refusals[name] ?? { code: 'system-refused', reason: `the system says ${name}` };
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
  const file = path ?? (error instanceof Error ? /(?<![^\s:;])([^\s:;]+); [A-Z]/.exec(error.message)?.[1] : undefined);
  if (call?.startsWith('spawn')) return `start ${path ?? 'a program'}`;
  return `${verbs[call ?? ''] ?? 'use'} ${file ?? 'a file'}`;
}
