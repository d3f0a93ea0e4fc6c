import type { FromSchema } from './from-schema.ts';
import type { schemas } from './schemas.ts';

/** One of ajv's findings. */
export interface Finding {
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Validator<T> {
  (data: unknown): data is T;
  /** Of the last call. */
  readonly errors?: readonly Finding[] | null;
}

type Validators = { readonly [K in keyof typeof schemas]: Validator<FromSchema<(typeof schemas)[K]>> };

export declare const lock: Validators['lock'];
export declare const metrics: Validators['metrics'];
export declare const event: Validators['event'];
export declare const experiment: Validators['experiment'];
export declare const state: Validators['state'];
export declare const claim: Validators['claim'];
export declare const predictions: Validators['predictions'];
export declare const rows: Validators['rows'];
export declare const speeds: Validators['speeds'];
export declare const bundle: Validators['bundle'];
export declare const results: Validators['results'];
