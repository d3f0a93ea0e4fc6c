// A loaded pipeline to its model: parameters, then sections in the order in which they need each
// other. Finds what is wrong with names, types, units and places; shapes are the compiler's.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { checkFile } from '../load/check-file.ts';
import type { Loaded, LoadedFile } from '../load/load.ts';
import { evaluate } from '../meaning/evaluate.ts';
import { Scope, type Shared } from '../meaning/scope.ts';
import type { DeclaredParameter, Model, ModelParts } from '../model/model.ts';
import type { Section, SectionName, Statement } from '../syntax/ast.ts';
import { headOf } from '../syntax/head.ts';
import type { Syntax } from '../syntax/parsed.ts';
import { checkBlocks } from './check-blocks.ts';
import type { CommandWords } from './command-words.ts';
import { elaborateAugment, nothingDrawn } from './elaborate-augment.ts';
import { type ExperimentFile, elaborateExperiment } from './elaborate-experiment.ts';
import { elaborateLoss } from './elaborate-loss.ts';
import { Networks } from './elaborate-networks.ts';
import { elaborateParameters, type Overrides } from './elaborate-parameters.ts';
import { elaborateData, elaborateEvaluate, elaborateTrain } from './elaborate-sections.ts';
import { checkPrediction } from './needed-models.ts';
import { reportUnused, reportUnusedValues } from './unused.ts';

export interface ElaborateOptions {
  readonly name: string;
  readonly overrides: Overrides;
  readonly words?: CommandWords | undefined;
  readonly syntax: Syntax;
}

/** What is known of a pipeline: all of it, or the parts whose shapes can be looked at all the same. */
export interface Elaboration {
  /** Undefined where an error was reported, or where the file is a library. */
  readonly model: Model | undefined;
  /** Undefined where the size of the image is unknown. */
  readonly parts: ModelParts | undefined;
  /** Where the file is an experiment of a pipeline, without errors or with them. */
  readonly experiment?: ExperimentFile | undefined;
}

export function elaborate(loaded: Loaded, options: ElaborateOptions, reporter: Reporter): Elaboration {
  const { entry } = loaded;
  if (entry.parsed.isUnread === true) return { model: undefined, parts: undefined };
  for (const file of loaded.files)
    if (!file.home.isStandard && file.parsed.isUnread !== true) checkFile(file, reporter);
  const sections = findSections(entry, reporter);
  const experiment = sections.get('experiment');
  if (experiment)
    return { model: undefined, parts: undefined, experiment: elaborateExperiment(entry, experiment, reporter) };
  const networks = new Networks(loaded, sections.get('loss'), reporter);
  const files = fileScopes(loaded, options, networks, reporter);
  const top = files.scopeOf(entry);
  const inside = (place: SectionName) => new Scope({ shared: top.shared, file: entry, place, path: place, outer: top });
  // Blocks and networks for others.
  const library = sections.size === 0;

  const data = elaborateData(sections.get('data'), inside('data'), library);
  if (data) files.setSide(Math.min(data.value.height, data.value.width));
  checkBlocks(loaded, top.shared, reporter);
  const augment = elaborateAugment(sections.get('augment'), inside('augment'), data?.value.foreground !== undefined);
  networks.elaborate(top);
  if (networks.isEmpty && !library) {
    const hint = 'such as `network generator(seen) { map = seen -> conv(8) -> relu -> conv(1) -> sigmoid }`';
    reporter.report('no-network', headOf(entry.parsed.file), {}, { hint });
  }
  const loss = elaborateLoss(sections.get('loss'), inside('loss'), library);
  const train = elaborateTrain(sections.get('train'), inside('train'), networks, library);
  const evaluation = library ? undefined : elaborateEvaluate(sections.get('evaluate'), inside('evaluate'), networks);
  if (evaluation) checkPrediction(networks.models, evaluation.value, reporter);
  networks.checkUnused();
  reportUnused(loaded, top, networks, reporter);

  const parts = data && {
    data: data.value,
    augment: augment ?? nothingDrawn,
    networks: networks.models,
    train: train?.value ?? anyTraining,
  };
  if (!data || !augment || !loss || !train || !evaluation || reporter.hasErrors) return { model: undefined, parts };
  const model = {
    name: options.name,
    doc: entry.parsed.file.doc,
    parameters: files.parameters(),
    data: data.value,
    augment,
    networks: networks.neededBy(loss, evaluation.value, reporter),
    loss,
    train: train.value,
    evaluate: evaluation.value,
  };
  reportUnusedValues(loaded, model.networks, networks, reporter);
  const settings = [...data.settings, ...train.settings, ...evaluation.settings];
  return { model: { ...model, settings }, parts };
}

/** Shapes do not depend on it, but for a batch of one. */
const anyTraining: ModelParts['train'] = {
  normal: 2,
  synthetic: 2,
  steps: 1000,
  seed: 0,
  initialDeviation: 1,
  accumulate: 1,
};

interface FileScopes {
  scopeOf(file: LoadedFile): Scope;
  parameters(): readonly DeclaredParameter[];
  /** Lengths in % are a share of it. */
  setSide(side: number): void;
}

// Each file has a scope with its parameters, made when it is first needed; those of libraries keep
// their own values, the pipeline's can be set from outside.
function fileScopes(loaded: Loaded, options: ElaborateOptions, networks: Networks, reporter: Reporter): FileScopes {
  const scopes = new Map<LoadedFile, Scope>();
  let declared: readonly DeclaredParameter[] = [];
  let side = 256;
  const shared: Shared = {
    reporter,
    read: {
      get side() {
        return side;
      },
      randomAllowed: false,
    },
    evaluate,
    fileScope: scopeOf,
    parseDefault: (text, place) => options.syntax.parseDefault(text, place),
    networkValue: (name, span, network, isOff) => networks.valueNamed(name, span, network, isOff),
    network: (name, file) => networks.callable(name, file, () => scopeOf(loaded.entry)),
    expands: true,
    expansions: { count: 0 },
    expansionsOff: { count: 0 },
    networkNames: networks.names,
    networkValueNames: networks.valueNames,
  };
  function scopeOf(file: LoadedFile): Scope {
    const known = scopes.get(file);
    if (known) return known;
    const scope = new Scope({ shared, file, place: 'setting', path: '' });
    scopes.set(file, scope);
    const isEntry = file === loaded.entry;
    const overrides = isEntry ? overridesOf(file, options.overrides, networks.isEmpty) : new Map();
    const parameters = elaborateParameters(file, { overrides, words: options.words }, scope, options.syntax);
    if (isEntry) declared = parameters;
    return scope;
  }
  return {
    scopeOf,
    parameters: () => declared,
    setSide(value) {
      side = value;
    },
  };
}

// What a second section of the same name says that the first does not.
function othersIn({ statements }: Section, first: Section): readonly Statement[] {
  const nameOf = (statement: Statement) =>
    statement.kind === 'binding' ? statement.targets[0]?.path.map(({ text }) => text).join('.') : undefined;
  const said = new Set(first.statements.map(nameOf));
  return statements.filter((statement) => !said.has(nameOf(statement)));
}

// Of many files that are checked at once, libraries need not have the parameters of pipelines.
function overridesOf(file: LoadedFile, overrides: Overrides, isLibrary: boolean): Overrides {
  if (!isLibrary) return overrides;
  const declared = new Set(file.parsed.file.items.flatMap((item) => (item.kind === 'param' ? [item.name.text] : [])));
  return new Map([...overrides].filter(([name]) => declared.has(name)));
}

function findSections(file: LoadedFile, reporter: Reporter): ReadonlyMap<SectionName, Section> {
  const found = new Map<SectionName, Section>();
  for (const item of file.parsed.file.items) {
    if (item.kind !== 'section') continue;
    const first = found.get(item.section);
    // What the second one says is read too.
    if (first === undefined) found.set(item.section, item);
    else found.set(item.section, { ...first, statements: [...first.statements, ...othersIn(item, first)] });
    if (first !== undefined)
      reporter.report(
        'declared-twice',
        item.keyword,
        { name: item.section },
        { hint: 'put the lines of both into one', related: [{ message: 'declared here first', span: first.keyword }] },
      );
  }
  return found;
}
