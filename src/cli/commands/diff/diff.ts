// `anoseg diff A B`: what differs in meaning between two pipelines, runs or locks; 1 where something does.
import { type Change, changesOf, compare, type Difference, recordedSide, type Side } from '../../../api/compare.ts';
import { clean } from '../../../api/language.ts';
import { widthOf } from '../../../ui/view.ts';
import { validPipeline } from '../../pipelines/valid-pipeline.ts';
import { withUnpacked } from '../../shell/bundles.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { differencesText } from './diff-text.ts';

export interface DiffOptions {
  readonly all?: boolean;
}

export async function diffCommand(
  places: readonly [a: string, b: string],
  { all = false }: DiffOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const sides: Side[] = [];
  for (const place of places) {
    const side =
      (await withUnpacked(place, ({ folder }) => recordedSide(folder))) ?? (await pipelineSide(place, terminal));
    if (typeof side === 'number') return side;
    tellEdited(place, side, terminal);
    sides.push(side);
  }
  const [a, b] = sides;
  const differences = a && b ? compare(a, b) : [];
  const told = a && b ? changesOf(a, b) : { changes: [], consequences: [] };
  if (terminal.json)
    printJson(terminal, {
      format_version: '1.0',
      equal: differences.length === 0,
      changes: told.changes.map(changeDocument),
      differences: differences.map(documentOf),
    });
  else if (!terminal.quiet)
    terminal.stdout.write(differencesText({ differences, ...told }, places, all, widthOf(terminal.stdout)));
  return differences.length === 0 ? exitCode.done : exitCode.wrong;
}

// Of the edit itself `anoseg run --resume` says what it means.
function tellEdited(
  place: string,
  { edited: [first, ...others] = [] }: Side,
  { stderr, paint, quiet }: Terminal,
): void {
  if (first === undefined || quiet) return;
  const files = others.length === 0 ? `${first} was` : `${first} and ${others.length} more were`;
  const told = `${place}: ${files} edited since the run began; what it began with is compared`;
  stderr.write(`${paint.warning('warning')}: ${clean(told)}\n`);
}

async function pipelineSide(place: string, terminal: Terminal): Promise<Side | ExitCode> {
  const valid = await validPipeline(place, {}, { ...terminal, quiet: true });
  return typeof valid === 'number' ? valid : { model: valid.model, lock: undefined, metrics: undefined };
}

function documentOf({ places: [placeOfA, placeOfB], ...difference }: Difference) {
  return { ...difference, a_place: placeOfA, b_place: placeOfB };
}

function changeDocument({ places: [placeOfA, placeOfB], ...change }: Change) {
  return { ...change, a_place: placeOfA, b_place: placeOfB };
}
