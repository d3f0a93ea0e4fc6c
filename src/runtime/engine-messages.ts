// What the terminal's process and the engine process say to each other. Plain data.
import type { RunEvent } from './events.ts';
import type { ResumeRequest, RunRequest } from './run.ts';

export type ToEngine =
  | { readonly kind: 'run'; readonly request: RunRequest | ResumeRequest; readonly version: string }
  | { readonly kind: 'stop' };

export type FromEngine =
  | { readonly kind: 'event'; readonly event: RunEvent }
  /** `finished`: false where the run was stopped. */
  | { readonly kind: 'end'; readonly finished: boolean }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      readonly hint: string;
      /** The exit code of the command. */
      readonly exit: 3 | 4;
      readonly stack: string | undefined;
    };
