// A pipeline that has been checked, as it crosses to the engine process: it is checked once, by whoever talks to the user.

import { bundleOf, type SourceBundle } from '../../dsl/load/bundle.ts';
import type { Loaded } from '../../dsl/load/load.ts';
import { digestPipeline } from '../../dsl/model/digest.ts';
import type { Model } from '../../dsl/model/model.ts';
import { modelToText } from '../../dsl/model/serial.ts';

/** Plain data. */
export interface CheckedPipeline {
  readonly name: string;
  readonly bundle: SourceBundle;
  /** Plain, as it crosses. */
  readonly overrides: Readonly<Record<string, string>>;
  /** As `modelToText` writes it. */
  readonly model: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
}

export interface PipelineToCross {
  readonly name: string;
  readonly loaded: Loaded;
  readonly model: Model;
  readonly overrides: ReadonlyMap<string, string>;
}

export function checkedPipeline({ name, loaded, model, overrides }: PipelineToCross): CheckedPipeline {
  return {
    name,
    bundle: bundleOf(loaded),
    overrides: Object.fromEntries(overrides),
    model: modelToText(model),
    digest: digestPipeline(model),
  };
}
