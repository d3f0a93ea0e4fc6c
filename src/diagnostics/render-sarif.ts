// Diagnostics as SARIF 2.1.0, the form that code scanning of many platforms takes.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Accepted } from './acceptance.ts';
import { type CatalogueEntry, type Code, catalogue, type Severity } from './catalogue.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';
import { isOfPackage, isShipped } from './shipped-name.ts';
import type { SourceFile, Span } from './source-file.ts';

const levels: { readonly [K in Severity]: string } = { error: 'error', warning: 'warning', note: 'note' };

/** One run, with the rules that it broke; what comments accept is suppressed. */
export function sarifLog(diagnostics: readonly Diagnostic[], version: string, accepted: readonly Accepted[] = []) {
  const all = [...diagnostics, ...accepted.map(({ diagnostic }) => diagnostic)];
  const codes = [...new Set(all.map(({ code }) => code))].toSorted();
  const seen = new Map<string, number>();
  const result = (diagnostic: Diagnostic) => resultOf(diagnostic, codes.indexOf(diagnostic.code), seen);
  // Where one result says whether it is suppressed, all do.
  const told = diagnostics.map((diagnostic) => ({
    ...result(diagnostic),
    ...(accepted.length === 0 ? {} : { suppressions: [] }),
  }));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'anoseg', version, semanticVersion: version, rules: codes.map(ruleOf) } },
        columnKind: 'unicodeCodePoints',
        invocations: [{ executionSuccessful: true }],
        results: [
          ...told,
          ...accepted.map((one) => ({ ...result(one.diagnostic), suppressions: [suppressionOf(one)] })),
        ],
      },
    ],
  };
}

function suppressionOf({ acceptance: { reason, span } }: Accepted) {
  const location = { physicalLocation: physicalLocation(span) };
  return { kind: 'inSource', status: 'accepted', justification: reason, location };
}

function ruleOf(code: Code) {
  const { severity, about, wrong, right, needsData = false }: CatalogueEntry<never> = catalogue[code];
  const block = (text: string) => `\`\`\`anoseg\n${text}\n\`\`\``;
  return {
    id: code,
    shortDescription: { text: code.replaceAll('-', ' ') },
    fullDescription: { text: about },
    help: {
      text: `${about}\n\nWrong:\n${wrong}\n\nRight:\n${right}`,
      markdown: `${about}\n\nWrong:\n\n${block(wrong)}\n\nRight:\n\n${block(right)}`,
    },
    defaultConfiguration: { level: levels[severity] },
    properties: { needsData },
  };
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number, seen: Map<string, number>) {
  const { code, severity, summary, label, hint, span, related, fix } = diagnostic;
  const message = [label === undefined ? summary : `${summary}: ${label}`, ...(hint === undefined ? [] : [hint])];
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message.join('\n') },
    locations: [{ physicalLocation: physicalLocation(span) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map(({ message: text, span: place }, i) => ({
            id: i + 1,
            message: { text },
            physicalLocation: physicalLocation(place),
          })),
        }),
    partialFingerprints: { 'anosegFinding/v1': fingerprint(diagnostic, seen) },
    ...(fix === undefined ? {} : { fixes: [fixOf(fix, hint ?? summary)] }),
  };
}

function physicalLocation(span: Span) {
  return { artifactLocation: artifactLocation(span.source), region: regionOf(span) };
}

// Relative to where the command ran; `%SRCROOT%` is the name that platforms know for it.
function artifactLocation({ name }: SourceFile) {
  if (isShipped(name) || isOfPackage(name)) return { uri: encodeURI(name) };
  const parts = name.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return parts.startsWith('/') ? { uri: `file://${parts}` } : { uri: parts, uriBaseId: '%SRCROOT%' };
}

function regionOf({ source, start, end }: Span) {
  const [from, to] = [source.position(start), source.position(end)];
  return {
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
    byteOffset: from.byte,
    byteLength: to.byte - from.byte,
  };
}

function fixOf({ span, text }: Fix, description: string) {
  const replacement = { deletedRegion: regionOf(span), ...(text === '' ? {} : { insertedContent: { text } }) };
  return {
    description: { text: description },
    artifactChanges: [{ artifactLocation: artifactLocation(span.source), replacements: [replacement] }],
  };
}

// The same finding has the same fingerprint when lines before it come and go: of its code, its file and
// its line's text, and its number among equals.
function fingerprint({ code, span }: Diagnostic, seen: Map<string, number>): string {
  const { source } = span;
  const line = source.line(source.lineIndex(span.start) + 1).trim();
  const digest = bytesToHex(sha256(utf8ToBytes(`${code}\n${source.name}\n${line}`))).slice(0, 32);
  const count = (seen.get(digest) ?? 0) + 1;
  seen.set(digest, count);
  return `${digest}:${count}`;
}
