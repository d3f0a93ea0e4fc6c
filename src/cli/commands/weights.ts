// `anoseg weights install|list`: pretrained weights on this machine.
import { existsSync } from 'node:fs';
import { cacheFolder, type EngineProgress } from '../../api/engine.ts';
import { nearest } from '../../api/language.ts';
import {
  installWeights,
  isWhole,
  type KnownWeights,
  knownWeights,
  weightsFile,
  weightsNamed,
} from '../../api/weights.ts';
import { columns } from '../shell/columns.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { UsageError } from '../shell/failure.ts';
import { interruptible } from '../shell/interruptible.ts';
import { stepPrinter } from '../shell/step-printer.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';

export interface WeightsInstallOptions {
  readonly file?: string;
}

export async function weightsInstall(
  name: string,
  { file }: WeightsInstallOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const known = weightsNamed(name) ?? unknownWeights(name);
  return interruptible(async (signal) => {
    const onProgress = terminal.json || terminal.quiet ? (_: EngineProgress) => undefined : stepPrinter(terminal);
    const place = await installWeights(known, { cache: cacheFolder(), file, signal, onProgress });
    if (terminal.json) printJson(terminal, { format_version: '1.0', ...(await documentOf(known)) });
    else if (!terminal.quiet) terminal.stdout.write(`${known.name} is ready in ${place}\n`);
    return exitCode.done;
  });
}

export async function weightsList(terminal: Terminal): Promise<ExitCode> {
  const documents = await Promise.all(knownWeights.map(documentOf));
  if (terminal.json) {
    printJson(terminal, { format_version: '1.0', weights: documents });
    return exitCode.done;
  }
  const lines = documents.flatMap((facts) => {
    const install = `\`anoseg weights install ${facts.name}\``;
    const missing = facts.damaged ? `damaged: ${install} makes it anew` : `no: ${install}`;
    const rows = [
      ['here', facts.file ?? missing],
      ['source', facts.source],
      ['licence', facts.licence],
      ['digest', facts.digest],
    ];
    return [
      `${facts.name}  ${facts.about}, ${(facts.bytes / 1e6).toFixed(1)} MB`,
      ...columns(rows, ['left', 'left'], '  '),
      '',
    ];
  });
  terminal.stdout.write(`${lines.join('\n')}`);
  return exitCode.done;
}

async function documentOf(known: KnownWeights) {
  const { name, about, source, licence, sha256, bytes } = known;
  const cache = cacheFolder();
  const file = weightsFile(cache, known);
  const installed = await isWhole(known, cache);
  return {
    name,
    about,
    source,
    licence,
    digest: `sha256:${sha256}`,
    bytes,
    installed,
    damaged: !installed && existsSync(file),
    ...(installed ? { file } : {}),
  };
}

function unknownWeights(name: string): never {
  const names = knownWeights.map((known) => known.name);
  const meant = nearest(name, names);
  const hint = meant === undefined ? `known are ${names.join(', ')}` : `did you mean \`${meant}\`?`;
  throw new UsageError(`there are no weights called \`${name}\``, hint);
}
