// From the sources of a run to its model.
import { type Checked, check } from '../../compiler/check.ts';
import { type Diagnostic, Reporter } from '../../diagnostics/diagnostic.ts';
import { outside } from '../../diagnostics/outside-error.ts';
import { SourceFile } from '../../diagnostics/source-file.ts';
import { elaborate } from '../../dsl/elaborate/elaborate.ts';
import type { Overrides } from '../../dsl/elaborate/elaborate-parameters.ts';
import { bundledSource, bundleReader, type SourceBundle } from '../../dsl/load/bundle.ts';
import { createSyntax } from '../../dsl/load/parse.ts';
import { withSetting } from '../../dsl/load/with-setting.ts';
import { digestPipeline } from '../../dsl/model/digest.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { Syntax } from '../../dsl/syntax/parsed.ts';

export interface BundledModel {
  readonly model: Model;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
}

/** What a pipeline is called, and its overrides: `parameters` is the lock's key for them. */
export interface BundleSettings {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a lock says that the model must agree with. */
interface LockedModel extends BundleSettings {
  readonly seed: number;
  readonly steps: number;
  /** Where in the run folder each source lies. */
  readonly pipeline?: { readonly sources: readonly { readonly name: string; readonly file: string }[] };
}

/** `file`: the lock. The sources are those of before, so what is wrong was changed in it. @throws OutsideError `lock-damaged` */
export function modelOf(bundle: SourceBundle, lock: LockedModel, file: string): BundledModel {
  const { model, diagnostics } = checkBundle(bundle, lock, createSyntax());
  const damaged = (problem: string) => outside('lock-damaged', { file, problem });
  const first = diagnostics.find(({ severity }) => severity === 'error');
  if (model === undefined) throw damaged(`with its parameters the pipeline is wrong: ${placed(first, lock)}`);
  for (const key of ['seed', 'steps'] as const) {
    if (lock[key] !== model.train[key])
      throw damaged(`\`${key}\` is ${lock[key]}, its parameters make it ${model.train[key]}`);
  }
  return { model, digest: digestPipeline(model) };
}

function placed(first: Diagnostic | undefined, { pipeline }: LockedModel): string {
  if (first === undefined) return 'no model';
  const { source, start } = first.span;
  const { line, column } = source.position(start);
  const file = pipeline?.sources.find(({ name }) => name === source.name)?.file;
  // What stands in the parameters has no file, and what is shipped is none of the run's.
  return file === undefined ? first.summary : `${file}:${line}:${column}: ${first.summary}`;
}

/** Undefined where the pipeline is wrong with these parameters. */
export function modelWith(bundle: SourceBundle, settings: BundleSettings): Model | undefined {
  return checkBundle(bundle, settings, createSyntax()).model;
}

/** Of sources that may be wrong. `settings`: of the lock. */
export function modelOfEdited(bundle: SourceBundle, settings: BundleSettings): ModelWithSource {
  const { model, diagnostics } = checkBundle(bundle, settings, createSyntax());
  return { model, diagnostics: diagnostics.filter(({ severity }) => severity === 'error') };
}

export interface ModelWithSource {
  /** Undefined where `source` is wrong. */
  readonly model: Model | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The model with another data source, `source` as the language writes it: `folder("parts")`. */
export function modelWithSource(bundle: SourceBundle, settings: BundleSettings, source: string): ModelWithSource {
  const syntax = createSyntax();
  const reporter = new Reporter();
  const value = syntax.parseExpression(new SourceFile('--source', source), reporter);
  if (reporter.hasErrors) return { model: undefined, diagnostics: reporter.diagnostics };
  const { loaded } = checkBundle(bundle, settings, syntax);
  const options = { syntax, name: settings.name, overrides: new Map(Object.entries(settings.parameters)) };
  const { model } = elaborate(withSetting(loaded, 'data', 'source', value), options, reporter);
  return { model, diagnostics: reporter.diagnostics.filter(({ severity }) => severity === 'error') };
}

function checkBundle(bundle: SourceBundle, { name, parameters }: BundleSettings, syntax: Syntax): Checked {
  const overrides: Overrides = new Map(Object.entries(parameters));
  return check(bundledSource(bundle), { syntax, reader: bundleReader(bundle), overrides, name });
}
