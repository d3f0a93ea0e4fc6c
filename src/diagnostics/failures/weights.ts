// Failures of pretrained weights: that they are not there, damaged, or not what is expected.
import { failure } from './entry.ts';

export const weightsFailures = {
  'weights-damaged': failure<{ readonly file: string; readonly reason: string }>({
    about:
      'A file of weights is no safetensors file or checkpoint of PyTorch, contradicts itself, or holds what no weights need. Nothing in such files is run.',
    message: ({ file, reason }) => `${file} cannot be read as weights: ${reason}`,
    hint: () => 'fetch or write the file again; what a program saved is best kept as safetensors',
    example: { file: 'encoder.safetensors', reason: 'it is cut short' },
  }),
  'weights-missing': failure<{ readonly file: string }>({
    about: 'A file of weights that is named is not there.',
    message: ({ file }) => `${file} does not exist`,
    hint: () => 'name a file of weights; `anoseg weights install` fetches those that are known',
    example: { file: 'encoder.safetensors' },
  }),
  'weights-digest': failure<{
    readonly file: string;
    readonly expected: string;
    readonly found: string;
    /** Which files would do. */
    readonly accepted?: string;
  }>({
    about:
      'A file of weights has another digest than the one that is known or named: it is another file, or was changed.',
    message: ({ file, expected, found }) =>
      `${file} is not the file that is expected: SHA-256 ${expected}, found ${found}`,
    hint: ({ accepted }) => accepted ?? 'fetch the file again, or name the digest of the one that is meant',
    example: { file: 'encoder.safetensors', expected: '5793442…', found: '0b1c9aa…' },
  }),
} as const;
