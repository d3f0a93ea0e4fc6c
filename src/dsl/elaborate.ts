// A loaded pipeline to its model: parameters, then sections in the order in which they need each
// other. Finds what is wrong with names, types, units and places; shapes are the compiler's.
import type { Reporter } from '../diagnostics/diagnostic.ts';
import type { Section, SectionName } from './ast.ts';
import { checkBlocks } from './check-blocks.ts';
import { elaborateAugment } from './elaborate-augment.ts';
import { elaborateLoss } from './elaborate-loss.ts';
import { Networks } from './elaborate-networks.ts';
import { elaborateParameters, type Overrides } from './elaborate-parameters.ts';
import { elaborateData, elaborateEvaluate, elaborateTrain } from './elaborate-sections.ts';
import { evaluate } from './evaluate.ts';
import type { Loaded, LoadedFile } from './load.ts';
import type { DeclaredParameter, Model } from './model.ts';
import type { Syntax } from './parse.ts';
import { Scope, type Shared } from './scope.ts';
import { collectSettings } from './settings.ts';
import { reportUnused } from './unused.ts';

export interface ElaborateOptions {
  readonly name: string;
  readonly overrides: Overrides;
  readonly syntax: Syntax;
}

/** Undefined where an error was reported, or where the file is a library. */
export function elaborate(loaded: Loaded, options: ElaborateOptions, reporter: Reporter): Model | undefined {
  const { entry } = loaded;
  const sections = findSections(entry, reporter);
  const networks = new Networks(entry, sections.get('loss'), reporter);
  const files = fileScopes(loaded, options, networks, reporter);
  const top = files.scopeOf(entry);
  const inside = (place: SectionName) => new Scope(top.shared, entry, place, place, [], [], top);
  const library = sections.size === 0 && networks.isEmpty;

  const data = elaborateData(sections.get('data'), inside('data'), library);
  if (data) files.setSide(Math.min(data.value.height, data.value.width));
  checkBlocks(loaded, top.shared, reporter);
  const augment = elaborateAugment(sections.get('augment'), inside('augment'), data?.value.foreground !== undefined);
  networks.elaborate(top);
  const loss = elaborateLoss(sections.get('loss'), inside('loss'), library);
  const train = elaborateTrain(sections.get('train'), inside('train'), networks, library);
  const evaluation = library ? undefined : elaborateEvaluate(sections.get('evaluate'), inside('evaluate'), networks);
  reportUnused(loaded, top, networks, reporter);

  if (!data || !augment || !loss || !train || !evaluation || reporter.hasErrors) return undefined;
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
  return { ...model, settings: collectSettings(model, [...data.settings, ...train.settings, ...evaluation.settings]) };
}

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
    parseDefault: (text) => options.syntax.parseDefault(text),
    networkValue: (name, span, network) => networks.valueNamed(name, span, network),
    expands: true,
    expansions: { count: 0 },
    networkNames: networks.names,
    networkValueNames: networks.valueNames,
  };
  function scopeOf(file: LoadedFile): Scope {
    const known = scopes.get(file);
    if (known) return known;
    const scope = new Scope(shared, file, 'setting', '', [], [], undefined);
    scopes.set(file, scope);
    const isEntry = file === loaded.entry;
    const parameters = elaborateParameters(file, isEntry ? options.overrides : new Map(), scope, options.syntax);
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

function findSections(file: LoadedFile, reporter: Reporter): ReadonlyMap<SectionName, Section> {
  const found = new Map<SectionName, Section>();
  for (const item of file.parsed.file.items) {
    if (item.kind !== 'section') continue;
    const first = found.get(item.section);
    if (first === undefined) found.set(item.section, item);
    else
      reporter.report(
        'declared-twice',
        item.keyword,
        { name: item.section },
        { related: [{ message: 'declared here first', span: first.keyword }] },
      );
  }
  return found;
}
