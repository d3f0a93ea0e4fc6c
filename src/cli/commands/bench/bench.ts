// `anoseg bench`: measures steps of a training, then which operations they are made of, and tells how long all of it takes.
import { type Measured, type Profile, usualThreads } from '../../../api/runs.ts';
import { widthOf } from '../../../ui/view.ts';
import { pipelineToTrain } from '../../pipelines/pipeline-to-train.ts';
import type { PipelineOptions } from '../../pipelines/pipelines.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { dataFolderOf } from '../../shell/options.ts';
import { showWork } from '../../shell/shown-work.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { benchDocument } from './bench-json.ts';
import { benchText } from './bench-text.ts';

export interface BenchOptions extends PipelineOptions {
  readonly steps?: number;
  readonly data?: string;
  readonly threads?: number;
  readonly device?: 'cpu' | 'gpu';
}

/** Steps whose operations are looked at. */
const profiledSteps = 5;

export async function benchCommand(pipeline: string, options: BenchOptions, terminal: Terminal): Promise<ExitCode> {
  const found = await pipelineToTrain(pipeline, options, terminal);
  if (typeof found === 'number') return found;
  const { valid, starts } = found;
  const training = {
    pipeline: valid.checked,
    starts,
    dataFolder: dataFolderOf(options, terminal),
    isDataNamed: options.data !== undefined || terminal.env.ANOSEG_DATA !== undefined,
    threads: options.threads ?? usualThreads(),
    device: options.device,
  };
  const measured = await measure({ ...training, steps: options.steps }, terminal);
  if (typeof measured === 'number') return measured;
  const profile = await findOperations({ ...training, steps: profiledSteps }, terminal);
  if (typeof profile === 'number') return profile;
  const result = {
    pipeline: valid.source.name,
    measured,
    profile,
    threads: training.threads,
    trainingSteps: valid.model.train.steps,
  };
  if (terminal.json) printJson(terminal, benchDocument(result));
  else terminal.stdout.write(benchText(result, widthOf(terminal.stdout)));
  return exitCode.done;
}

type RequestOf<K extends 'bench' | 'profile'> = Parameters<typeof showWork<K>>[0]['request'];

async function measure(request: RequestOf<'bench'>, terminal: Terminal): Promise<Measured | ExitCode> {
  let found: Measured | undefined;
  const code = await showWork(
    {
      service: 'bench',
      request,
      needsEngine: true,
      wish: { device: request.device },
      opening: 'preparing',
      take: (event, progress) => {
        if (event.event === 'progress') progress.show('measuring step', event.done, event.total);
        else found = event;
      },
      stopping: 'stopping',
      tell: () => undefined,
    },
    terminal,
  );
  return code === exitCode.done && found ? found : code;
}

async function findOperations(request: RequestOf<'profile'>, terminal: Terminal): Promise<Profile | ExitCode> {
  let found: Profile | undefined;
  const code = await showWork(
    {
      service: 'profile',
      request,
      needsEngine: true,
      opening: 'preparing to look at operations',
      take: (event, progress) => {
        if (event.event === 'progress') progress.show('looking at operations, step', event.done, event.total);
        else found = event;
      },
      stopping: 'stopping',
      tell: () => undefined,
    },
    terminal,
  );
  return code === exitCode.done && found ? found : code;
}
