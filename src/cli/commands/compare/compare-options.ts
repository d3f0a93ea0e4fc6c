// What `anoseg compare` can be asked for. Loaded with all forms of commands, so it computes nothing.
import type { Unit } from '../../../api/variants.ts';

export const compareFormats = ['text', 'json', 'csv', 'markdown', 'latex', 'html'] as const;
export type CompareFormat = (typeof compareFormats)[number];

export interface CompareOptions {
  readonly by?: readonly string[];
  readonly figure?: readonly string[];
  readonly baseline?: string;
  readonly unit?: Unit;
  readonly format?: CompareFormat;
  readonly out?: string;
  readonly force?: boolean;
}
