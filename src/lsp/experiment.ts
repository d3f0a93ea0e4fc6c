// An experiment's pipeline with the values that the experiment gives it, as `anoseg check` looks at it; categories that `all` stands
// for are the data's, and not looked at.
import { tellingCombinations } from '../api/experiment.ts';
import {
  allOfNothing,
  type Checked,
  type CheckOptions,
  type CommandWord,
  check,
  type Diagnostic,
  drawnCategories,
  sourceOfCategory,
} from '../api/language.ts';

type Experiment = NonNullable<Checked['experiment']>;
type Axis = Experiment['axes'][number];
type Value = Axis['written'];

/** More checks at each pause of typing than these would be felt; beyond, each value is checked once. */
const mostChecks = 20;
const roles = { compare: 'compared', repeat: 'repeated', each: 'other' } as const;

export interface ValueCheck {
  readonly experiment: Experiment;
  readonly options: Pick<CheckOptions, 'syntax' | 'reader'>;
}

/** What the pipeline finds wrong with any of the values, at the value that brings it, or in the pipeline. */
export function valueFindings(experiment: Experiment, options: ValueCheck['options']): readonly Diagnostic[] {
  const checkWith = checkerOf({ experiment, options });
  const listed = experiment.axes.flatMap(({ part, values }) =>
    values === 'all' || values.length === 0 ? [] : [{ role: roles[part], values }],
  );
  const ofAll = experiment.axes
    .filter(({ values }) => values === 'all')
    .flatMap(({ written }) => findingsOfAll(written, checkWith));
  const found = tellingCombinations(listed, mostChecks).flatMap((values) => checkWith(values).diagnostics);
  const first = new Map<string, Diagnostic>();
  for (const one of [...ofAll, ...found]) {
    const { code, summary, severity, span } = one;
    const place = `${span.source.path ?? span.source.name} ${span.start} ${span.end}`;
    const key = `${code}\n${place}\n${span.source === experiment.section.span.source ? '' : summary}`;
    if (severity !== 'note' && !first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

/** True where `all` of a parameter stands for the categories of the data source. */
export function namesCategory(name: string, value: ValueCheck): boolean {
  const word: CommandWord = { name: value.experiment.section.keyword, value: value.experiment.section.keyword };
  return isCategory({ name, text: 'all', word }, checkerOf(value));
}

type CheckWith = (values: readonly Value[]) => Checked;

function checkerOf({ experiment, options }: ValueCheck): CheckWith {
  const { source } = experiment.pipeline.parsed.file;
  return (values) => {
    const given = [...experiment.set, ...values];
    return check(source, {
      ...options,
      parameters: Object.fromEntries(given.map(({ name, text }) => [name, text])),
      words: new Map(given.map(({ name, word }) => [name, word])),
    });
  };
}

function findingsOfAll(written: Value, checkWith: CheckWith): readonly Diagnostic[] {
  const { model, diagnostics } = checkWith([]);
  if (model === undefined) return diagnostics;
  if (!model.parameters.some(({ name }) => name === written.name)) return checkWith([written]).diagnostics;
  return isCategory(written, checkWith) ? [] : [allOfNothing(written)];
}

function isCategory(written: Value, checkWith: CheckWith): boolean {
  const dataWith = (text: string) => checkWith([{ ...written, text }]).model?.data;
  const data = dataWith('all');
  return (data && sourceOfCategory(data, 'all')) !== undefined || drawnCategories(dataWith) !== undefined;
}
