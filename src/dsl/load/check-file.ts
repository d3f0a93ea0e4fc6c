// What can be said of one file without its meaning: its version line, and names that are declared
// twice at its top or taken by the language.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import { isOperationName } from '../../ops/table.ts';
import type { Item, NumberLiteral } from '../syntax/ast.ts';
import type { Parsed } from '../syntax/parsed.ts';
import { languageVersion, oldestVersion } from '../syntax/version.ts';
import type { LoadedFile } from './load.ts';

export function checkFile(file: LoadedFile, reporter: Reporter): void {
  checkVersion(file.parsed, reporter);
  const seen = new Map<string, Span>();
  for (const [name, { alias }] of file.imports) {
    checkTaken(name, alias, reporter);
    seen.set(name, alias);
  }
  for (const item of file.parsed.file.items) {
    const name = declaredName(item);
    if (name === undefined || name.text === '') continue;
    const before = seen.get(name.text);
    if (item.kind === 'block') checkTaken(name.text, name.span, reporter);
    if (before === undefined) seen.set(name.text, name.span);
    else {
      const related = [{ message: 'declared here first', span: before }];
      reporter.report('declared-twice', name.span, { name: name.text }, { related });
    }
  }
}

function declaredName(item: Item) {
  return item.kind === 'param' || item.kind === 'network' || item.kind === 'block' ? item.name : undefined;
}

function checkTaken(name: string, span: Span, reporter: Reporter): void {
  if (isOperationName(name)) reporter.report('name-taken', span, { name, by: 'an operation' });
}

/** Reports a version line that is missing, unknown or old. */
export function checkVersion({ file: { source, version }, yaml }: Parsed, reporter: Reporter): void {
  if (version === undefined) reportMissing(source, `anoseg${yaml ? ':' : ''} ${languageVersion}`, reporter);
  else checkKnownVersion(version, reporter);
}

// `line`: what is missing.
function reportMissing(source: Span['source'], line: string, reporter: Reporter): void {
  const start = source.text.startsWith('\uFEFF') ? 1 : 0;
  const span = { source, start, end: start };
  const fix = { span, text: `${line}\n\n` };
  reporter.report('missing-version', span, {}, { hint: `begin the file with \`${line}\``, fix });
}

/** Reports a version that this release does not read, or that is old. */
export function checkKnownVersion({ value, unit, text, span }: NumberLiteral, reporter: Reporter): void {
  const isKnown = Number.isInteger(value) && unit === undefined && value >= oldestVersion && value <= languageVersion;
  if (!isKnown) {
    const hint = value > languageVersion ? 'install a newer release of anoseg' : `write \`anoseg ${languageVersion}\``;
    reporter.report('unknown-version', span, { version: text, known: languageVersion }, { hint });
  } else if (value < languageVersion) {
    const fix = { span, text: String(languageVersion) };
    const hint = '`anoseg fmt --upgrade` rewrites the file';
    reporter.report('old-version', span, { version: value, current: languageVersion }, { hint, fix });
  }
}
