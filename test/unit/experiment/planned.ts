// Experiments for tests: of a small pipeline, checked as the command line does.
import { check } from '../../../src/api/pipeline.ts';
import { digestPipeline } from '../../../src/dsl/model/digest.ts';
import { combinationsInOrder } from '../../../src/runtime/experiment/combinations.ts';
import type { ExperimentParameter, PlannedExperiment } from '../../../src/runtime/experiment/experiment.ts';

export const pipelineText = `anoseg 1
param width = 8
param steps = 10
param seed = 1
data { source = sample("weave")  image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, scar()) -> relabel() }
network g(seen) { map = seen -> conv(width) -> relu -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = steps  seed = seed }
`;

interface Asked {
  readonly parameters: readonly ExperimentParameter[];
  readonly text?: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly data?: string | null;
  readonly threads?: number | null;
  /** As a file does. */
  readonly saysRoles?: boolean;
  readonly lookedAt?: string;
}

export const widths = (...values: readonly string[]): ExperimentParameter => ({ name: 'width', role: 'other', values });
export const seeds = (...values: readonly string[]): ExperimentParameter => ({
  name: 'seed',
  role: 'repeated',
  values,
});

export function planned({ parameters, text = pipelineText, set = {}, data = null, ...said }: Asked): PlannedExperiment {
  const digestWith = (more: Readonly<Record<string, string>>) => {
    const { model } = check(text, { parameters: { ...set, ...more } });
    return model && digestPipeline(model);
  };
  const runs = combinationsInOrder(parameters).map((values) =>
    Object.fromEntries(values.map((value, i) => [parameters[i]?.name ?? '', value])),
  );
  return {
    name: 'weave',
    sources: { entry: 'weave.anoseg', files: { 'weave.anoseg': text } },
    file: null,
    set,
    data,
    threads: said.threads === undefined ? 1 : said.threads,
    device: null,
    parameters,
    report: ['image_auroc'],
    looked_at: said.lookedAt ?? null,
    runs: runs.map((one) => ({ parameters: one, digest: digestWith(one) ?? '' })),
    digestWith,
    saysRoles: said.saysRoles ?? false,
  };
}
