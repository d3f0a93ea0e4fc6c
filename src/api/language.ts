// The language: checking, formatting, converting, planning and explaining pipelines, and telling what was found. Needs no
// file system, no Node and no TensorFlow: whoever calls hands in a reader.
export type { Checked } from '../compiler/check.ts';
export { processMemory } from '../compiler/plan/plan-memory.ts';
export type { PlannedLine, PlannedPart } from '../compiler/plan/plan-objectives.ts';
export { type PlannedNetwork, type PlanReport, reportPlan as plan } from '../compiler/plan/plan-report.ts';
export {
  type Acceptance,
  type Accepted,
  isAcceptable,
  needsData,
  sortOut,
  unusedAccept,
} from '../diagnostics/acceptance.ts';
export { type CatalogueEntry, type Code, catalogue, type Severity } from '../diagnostics/catalogue.ts';
export { type Diagnostic, type Fix, makeDiagnostic } from '../diagnostics/diagnostic.ts';
export { exampleOf, failures, isFailureCode } from '../diagnostics/failures.ts';
export { homeSignHint } from '../diagnostics/home-sign.ts';
export { nearest } from '../diagnostics/nearest.ts';
export { bug, OutsideError, outside, reworded } from '../diagnostics/outside-error.ts';
export { noPaint } from '../diagnostics/paint.ts';
export { renderGithub } from '../diagnostics/render-github.ts';
export { countSummary, type Paint, renderDiagnostic } from '../diagnostics/render-human.ts';
export { diagnosticsDocument } from '../diagnostics/render-json.ts';
export { sarifLog } from '../diagnostics/render-sarif.ts';
export { isOfPackage, isShipped, packagePrefix, shippedPrefix } from '../diagnostics/shipped-name.ts';
export { SourceFile, type Span, textAt } from '../diagnostics/source-file.ts';
export { reasonOf, systemFailure } from '../diagnostics/system-error.ts';
export { clean } from '../diagnostics/terminal-text.ts';
export { type CommandWord, type CommandWords, commandWord } from '../dsl/elaborate/command-words.ts';
export { allOfNothing } from '../dsl/elaborate/experiment-values.ts';
export { describeWord, knownWords, type Meaning, meaningsOf } from '../dsl/elaborate/words.ts';
export { acceptingLine } from '../dsl/load/acceptances.ts';
export { bundledSource, bundleReader } from '../dsl/load/bundle.ts';
export { contentDigest } from '../dsl/load/content.ts';
export { rootOf } from '../dsl/load/home.ts';
export { importedFile } from '../dsl/load/import-name.ts';
export type { Imported, Loaded, LoadedFile } from '../dsl/load/load.ts';
export { fileInPackage, packageOffers } from '../dsl/load/package-offers.ts';
export { createSyntax } from '../dsl/load/parse.ts';
export type { SourceReader } from '../dsl/load/source-reader.ts';
export {
  categoriesOf,
  drawnCategories,
  knownCategories,
  sourceOfCategory,
  sourcesOf,
} from '../dsl/model/categories.ts';
export { digestPipeline } from '../dsl/model/digest.ts';
export type { DeclaredParameter, Flow, Model, ModelParts, Setting, SettingOrigin } from '../dsl/model/model.ts';
export { modelFromText, modelToText } from '../dsl/model/serial.ts';
export { effectiveSettings as explain, everyCall, showValue } from '../dsl/model/settings.ts';
export type { PipelineSyntax } from '../dsl/rewrite/convert.ts';
export { type Formatted, upgrade } from '../dsl/rewrite/format.ts';
export type { Syntax } from '../dsl/syntax/parsed.ts';
export { quoted } from '../dsl/syntax/quoted.ts';
export { beginsPipeline, isYaml } from '../dsl/yaml/read/parse-yaml.ts';
export { bytesOf } from '../graph/analysis/costs.ts';
export type { ReceptiveField } from '../graph/analysis/receptive-field.ts';
export { formatShape } from '../graph/ir/tensor.ts';
export { allKinds, kindNoun, type OperationKind } from '../ops/core/kinds.ts';
export type { Operation } from '../ops/core/operation.ts';
export { argumentTexts, describeInput, describeType, neededInputs, signatureOf } from '../ops/core/signature.ts';
export { formatNumber, largestExact } from '../ops/core/value.ts';
export { findOperation, operationNames, operations } from '../ops/table.ts';
export { type CheckOptions, check, convert, format, pipelineName, type TextOptions, textReader } from './pipeline.ts';
