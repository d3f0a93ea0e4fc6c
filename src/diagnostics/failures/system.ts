// What the operating system refuses, wherever it is asked: disks, permissions, memory.
import { type FailureEntry, failure } from './entry.ts';

export interface Refused {
  /** What was to be done, as a sentence goes on after "cannot": `write runs/a/lock.json`. */
  readonly what: string;
  readonly reason: string;
  /** Where the place that fails knows better what to do. */
  readonly advice?: string | undefined;
}

function refused(about: string, hint: string, example: Refused): FailureEntry<Refused> {
  return failure<Refused>({
    about,
    message: ({ what, reason }) => `cannot ${what}: ${reason}`,
    hint: ({ advice }) => advice ?? hint,
    example,
  });
}

const place = 'name another place';
const write = 'write runs/parts-1/lock.json';
const read = 'read data/bottle/train/good/000.png';

export const systemFailures = {
  'disk-full': refused(
    'A disk has no room left for what is to be written, or a quota is used up. What was written before is whole.',
    'free some space, or choose a place on another disk',
    { what: write, reason: 'no space left on the disk' },
  ),
  'file-too-large': refused(
    'A file gets larger than its disk or a limit of the shell allows.',
    'raise the limit, or choose a place on another disk',
    { what: write, reason: 'the file gets larger than the disk or a limit (`ulimit -f`) allows' },
  ),
  'not-permitted': refused(
    'The system does not let this user read, write or start something.',
    'see to its permissions, or choose another place',
    { what: read, reason: 'its permissions forbid it' },
  ),
  'not-writable': refused('Results cannot be written to the place that was named for them.', place, {
    what: 'write results/report.html',
    reason: 'its permissions forbid it',
    advice: 'choose another place with `--out`',
  }),
  'not-a-folder': refused('Something in the middle of a path is a file.', place, {
    what: write,
    reason: 'a part of its path is no folder',
  }),
  'is-a-folder': refused('A folder stands where a file is expected.', place, { what: read, reason: 'it is a folder' }),
  'in-the-way': refused('Something else has the name that is to be given.', place, {
    what: 'make the folder runs/parts-1',
    reason: 'something else has that name already',
  }),
  'file-missing': refused(
    'A file is not where it was a moment ago, or where something else says that it is.',
    'see whether it was moved or deleted, then do it again',
    { what: read, reason: 'it, or the folder it lies in, is not there (any more)' },
  ),
  'name-too-long': refused('A name or a path is longer than the system allows.', place, {
    what: write,
    reason: 'its name or path is too long',
  }),
  'link-loop': refused('Symbolic links lead to each other and to no file.', place, {
    what: read,
    reason: 'its links lead in a circle',
  }),
  'disk-failed': refused(
    'A disk or a network drive fails.',
    'see to the disk or the network drive (the log of the system may say more), then do it again',
    { what: read, reason: 'the disk could not read or write (EIO)' },
  ),
  'too-many-files': refused(
    'More files are open than the system allows.',
    'raise the limit (`ulimit -n`), or end programs that hold many files open',
    { what: read, reason: 'this program has too many files open' },
  ),
  'out-of-memory': refused(
    'Memory is short, of the machine or of the GPU.',
    'end other programs, or make `batch`, the images or the networks smaller',
    { what: 'go on', reason: 'TensorFlow has not enough memory for a tensor of 64 x 512 x 512 x 32' },
  ),
  'out-of-resources': refused(
    'The system starts no more processes or threads.',
    'end other programs, or raise the limit (`ulimit -u`)',
    { what: 'start a program', reason: 'the system has no processes or threads left for it (EAGAIN)' },
  ),
  'file-busy': refused('Another program holds what is to be changed.', 'end that program first', {
    what: write,
    reason: 'another program uses it',
  }),
  'system-refused': refused(
    'The system refused something for a reason that is met nowhere else.',
    'see to that place, then do it again; the log of the system may say more',
    { what: write, reason: 'the system says EPROTO' },
  ),
} as const;
