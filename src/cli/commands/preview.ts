// `anoseg preview`: a contact sheet of what training would draw.

import type { Previewed } from '../../api/runs.ts';
import { shellWord } from '../../ui/text/format.ts';
import { openPipelines, type PipelineOptions, type PipelineReader } from '../pipelines/pipelines.ts';
import { keptSources } from '../pipelines/run-pipelines.ts';
import { validPipeline } from '../pipelines/valid-pipeline.ts';
import { refuseBundle } from '../shell/bundles.ts';
import { columns } from '../shell/columns.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import { dataFolderOf } from '../shell/options.ts';
import { showWork } from '../shell/shown-work.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';
import { watching } from '../shell/watching.ts';

export interface PreviewOptions extends PipelineOptions {
  readonly count: number;
  readonly out: string;
  /** A file that is there is replaced, whosever it is. */
  readonly force?: boolean;
  readonly seed?: number;
  readonly step: number | 'last';
  readonly data?: string;
  readonly threads?: number;
  readonly device?: 'cpu' | 'gpu';
  /** Draws anew at each change of the pipeline. */
  readonly watch?: boolean;
}

export async function previewCommand(pipeline: string, options: PreviewOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.watch !== true)
    return drawSheet(pipeline, options, terminal, openPipelines(options, await keptSources(pipeline)));
  refuseBundle(pipeline, ', which does not change', 'leave out `--watch`');
  const once = async () => {
    const pipelines = openPipelines(options);
    return { code: await drawSheet(pipeline, options, terminal, pipelines), places: [...pipelines.consulted] };
  };
  return watching([pipeline], once, terminal);
}

async function drawSheet(
  pipeline: string,
  options: PreviewOptions,
  terminal: Terminal,
  pipelines: PipelineReader,
): Promise<ExitCode> {
  const valid = await validPipeline(pipeline, options, terminal, pipelines);
  if (typeof valid === 'number') return valid;
  const request = {
    pipeline: valid.checked,
    dataFolder: dataFolderOf(options, terminal),
    count: options.count,
    seed: options.seed,
    step: options.step,
    out: options.out,
    force: options.force ?? false,
    threads: options.threads,
    device: options.device,
  };
  let found: Previewed | undefined;
  return showWork(
    {
      service: 'preview',
      request,
      needsEngine: true,
      wish: options,
      opening: 'drawing',
      take: (event, progress) => {
        if (event.event === 'progress') progress.show('drawing', event.done, event.total);
        else found = event;
      },
      stopping: 'stopping',
      tell: () => {
        if (found) tell(found, options.count, terminal);
      },
    },
    terminal,
  );
}

function tell({ file, seed, step, anomalies }: Previewed, count: number, terminal: Terminal): void {
  if (terminal.json) printJson(terminal, { format_version: '1.0', file, seed, step, count, anomalies });
  if (terminal.json || terminal.quiet) return;
  const what = anomalies.length > 0 ? 'synthetic anomalies' : 'normal samples';
  const lines = [
    ...summarize(anomalies),
    `wrote ${shellWord(file)}: ${count} ${what}, seed ${seed}${step === 0 ? '' : `, step ${step}`}`,
  ];
  terminal.stdout.write(`${lines.join('\n')}\n`);
}

/** For each shape, or set of shapes, how many anomalies there are, their areas, and how many had to be drawn again. */
function summarize(anomalies: Previewed['anomalies']): readonly string[] {
  const kinds = [...new Set(anomalies.map((drawn) => kindOf(drawn)))].toSorted();
  const rows = kinds.map((kind) => {
    const drawn = anomalies.filter((drawn) => kindOf(drawn) === kind);
    const redrawn = drawn.filter(({ redraws }) => redraws > 0).length;
    return [kind, String(drawn.length), areaText(drawn), redrawn === 0 ? '' : `${redrawn} drawn again`];
  });
  return columns(rows, ['left', 'right', 'left', 'left']);
}

/** `blob + scar` */
function kindOf({ shapes, area }: Previewed['anomalies'][number]): string {
  const names = [...new Set(shapes)].map((shape) => shape.split('/').at(-1) ?? shape);
  return names.length > 0 ? names.join(' + ') : area === 0 ? 'nothing' : 'anomaly';
}

function areaText(drawn: Previewed['anomalies']): string {
  const areas = drawn
    .map(({ area }) => `${(area * 100).toFixed(2)}%`)
    .toSorted((a, b) => Number.parseFloat(a) - Number.parseFloat(b));
  const [least = '', most = ''] = [areas[0], areas.at(-1)];
  return `${least === most ? least : `${least} to ${most}`} of the image`;
}
