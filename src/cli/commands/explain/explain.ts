// `anoseg explain`: the effective settings of a pipeline, each with its value and where it comes from;
// with a name those of one part, what a word means, or an operation with its documentation.
import {
  allKinds,
  describeInput,
  describeType,
  digestPipeline,
  explain,
  knownWords,
  meaningsOf,
  nearest,
  type Operation,
  operationNames,
  operations,
  type Setting,
  signatureOf,
} from '../../../api/language.ts';
import { widthOf } from '../../../ui/view.ts';
import type { PipelineOptions } from '../../pipelines/pipelines.ts';
import { validPipeline } from '../../pipelines/valid-pipeline.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { UsageError } from '../../shell/failure.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { declarationsOf } from './declarations.ts';
import { pickSettings, settingDocument } from './explain-settings.ts';
import { meaningsText, operationText, settingsText } from './explain-text.ts';

/** So many are shown with their whole values. */
const fewSettings = 8;

export async function explainCommand(
  pipeline: string,
  name: string | undefined,
  options: PipelineOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const valid = await validPipeline(pipeline, options, terminal);
  if (typeof valid === 'number') return valid;
  const all = explain(valid.model);
  const settings = pickSettings(all, name);
  const found = operations.filter((operation) => operation.name === name);
  const meanings = name === undefined ? [] : meaningsOf(name);
  const declared = name === undefined ? [] : declarationsOf(name, valid.model);
  if (settings.length + found.length + meanings.length + declared.length === 0) throw unknownName(name ?? '', all);
  if (terminal.json) {
    printJson(terminal, {
      format_version: '1.0',
      digest: digestPipeline(valid.model),
      settings: settings.map((setting) => settingDocument(setting, valid.source)),
      ...(meanings.length > 0 ? { words: meanings } : {}),
      ...(declared.length > 0 ? { declarations: declared } : {}),
      ...(found.length > 0 ? { operations: found.map(operationDocument) } : {}),
    });
    return exitCode.done;
  }
  const width = widthOf(terminal.stdout);
  const parts = [
    meaningsText(name ?? '', [...meanings, ...declared], width),
    ...found.map((operation) => operationText(operation, width)),
    settingsText(settings, settings.length <= fewSettings, width),
  ];
  terminal.stdout.write(parts.filter((part) => part !== '').join('\n'));
  return exitCode.done;
}

function unknownName(name: string, settings: readonly Setting[]): UsageError {
  const known = new Set([
    ...settings.flatMap(({ path }) => path.split(/[./]/)),
    ...operationNames(allKinds),
    ...knownWords(),
  ]);
  const meant = nearest(name, known);
  return new UsageError(
    `nothing is called \`${name}\` in this pipeline`,
    meant === undefined ? 'leave out the name to see all settings' : `did you mean \`${meant}\`?`,
  );
}

function operationDocument(operation: Operation) {
  const { name, kind, doc, provenance, example, inputs, parameters } = operation;
  return {
    name,
    kind,
    signature: signatureOf(operation),
    doc,
    source: provenance,
    example,
    inputs: inputs.map((input) => ({ name: input.name, takes: describeInput(input), doc: input.doc })),
    parameters: Object.entries(parameters).map(([key, type]) => ({
      name: key,
      takes: describeType(type),
      doc: type.doc,
      required: type.required,
      ...(type.defaultText === undefined ? {} : { default: type.defaultText }),
    })),
  };
}
