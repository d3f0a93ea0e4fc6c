// What an editor shows over a word: its meaning, its value or shape here, and where that comes from.

import { type Hover, MarkupKind } from 'vscode-languageserver';
import { experimentWords, keywords, type OperationCall, type Origin, showSetting } from '../api/editor.ts';
import { describeWord, type Span, showValue, textAt } from '../api/language.ts';
import { code, describeCode, describeOperation, describeParameter } from './describe.ts';
import type { Facts } from './facts.ts';
import { type Declared, placeOf } from './names/declared.ts';
import { original } from './names/expressions.ts';
import { mentionAt } from './names/find.ts';
import type { Target } from './names/target.ts';
import { offsetAt, rangeOf, touches } from './places.ts';
import type { Analysis } from './workspace.ts';

export function hoverAt(analysis: Analysis, position: Parameters<typeof offsetAt>[1]): Hover | null {
  const { source, diagnostics, facts } = analysis;
  const offset = offsetAt(source, position);
  const mention = mentionAt(analysis, offset);
  const word = mention === undefined ? keywordAt(source, offset) : undefined;
  const meaning = mention ? describeTarget(mention.target, facts) : word?.text;
  const codes = new Set(
    diagnostics.filter(({ span }) => span.source === source && touches(span, offset)).map((found) => found.code),
  );
  const parts = [...(meaning ? [meaning] : []), ...[...codes].map(describeCode)];
  if (parts.length === 0) return null;
  const span = mention?.span ?? word?.span;
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
    ...(span ? { range: rangeOf(span) } : {}),
  };
}

function describeTarget(target: Target, facts: Facts): string | undefined {
  switch (target.to) {
    case 'declared':
      return joined(
        describeDeclared(target.declared, facts),
        target.place && resultText(facts.resultsAt(target.place)),
      );
    case 'operation':
      return joined(describeOperation(target.operation), resultText(facts.resultsAt(target.place)));
    case 'argument':
      return joined(
        describeParameter(target.name, target.type),
        effectiveText(target.name, facts.callsAt(target.place)),
      );
    case 'key': {
      const { section, key, type } = target;
      const setting = facts.setting(`${section}.${key}`);
      return joined(
        describeParameter(key, type),
        setting && `Here: \`${setting.value}\`, ${originText(setting.origin)}`,
      );
    }
    case 'experiment word':
      return `\`${target.name}\`: ${experimentWords[target.name]}`;
    case 'section':
      return `**${target.section}**\n\n${describeWord(target.section)}`;
    case 'given':
    case 'word':
      return describeWord(target.name);
    case 'file': {
      const { source, items, doc } = target.file.parsed.file;
      // What others can name in it.
      const isPipeline = items.some(({ kind }) => kind === 'section');
      const names = items.flatMap((item) => {
        if (item.kind === 'use' || item.kind === 'section' || (item.kind === 'param') !== isPipeline) return [];
        return [`- \`${item.name.text}\`${item.doc ? `: ${item.doc}` : ''}`];
      });
      const of = target.file.home.package;
      return joined(of && `\`${of.name}\` ${of.version}`, `\`${placeOf(source)}\``, doc, names.join('\n'));
    }
  }
}

function describeDeclared(declared: Declared, facts: Facts): string {
  const found = original(declared);
  const doc = 'doc' in found.node ? found.node.doc : undefined;
  const { home, parsed } = found.file;
  const from = home.isStandard || home.package ? `From \`${parsed.file.source.name}\`` : undefined;
  switch (found.kind) {
    case 'param': {
      const parameter = facts.parameterAt(found.span);
      const bounds = found.node.bounds ? ` in ${textAt(found.node.bounds.span)}` : '';
      const value = parameter ? showValue(parameter.value) : textAt(found.node.value.span);
      return joined(code(`param ${found.name} = ${value}${bounds}`), doc, from, '`--set` changes it.');
    }
    case 'network':
    case 'block': {
      const parameters = found.node.parameters.map(({ span }) => textAt(span)).join(', ');
      return joined(code(`${found.kind} ${found.name}(${parameters})`), doc, from);
    }
    case 'value': {
      const results = facts.resultsOf(found.node.value);
      const owner =
        found.owner.kind === 'section'
          ? `\`${found.owner.section}\``
          : `${found.owner.kind} \`${found.owner.name.text}\``;
      return joined(`\`${found.name}\`, value of ${owner}`, resultText(results), doc);
    }
    case 'parameter': {
      const standard = found.node.default ? `, default \`${textAt(found.node.default.span)}\`` : '';
      const isOfSample = found.name === 'seen' || found.name === 'clean';
      const meaning = found.owner.kind === 'network' && isOfSample ? describeWord(found.name) : undefined;
      return joined(
        `\`${found.name}\`, parameter of ${found.owner.kind} \`${found.owner.name.text}\`${standard}`,
        meaning,
      );
    }
    case 'alias':
      return found.name;
  }
}

function resultText(results: readonly string[]): string | undefined {
  if (results.length === 0) return undefined;
  const shown = results.slice(0, 6).map((result) => (/^\d/.test(result) ? `\`${result}\`` : result));
  return `Here: ${shown.join(', ')}${results.length > 6 ? ', …' : ''}`;
}

function effectiveText(name: string, calls: readonly OperationCall[]): string | undefined {
  const texts = calls.flatMap((call) => {
    const [setting, origin] = [call.settings[name], call.origins[name]];
    return setting && origin ? [`\`${showSetting(setting)}\`, ${originText(origin)}`] : [];
  });
  const different = [...new Set(texts)];
  return different.length === 0 ? undefined : `Here: ${different.slice(0, 4).join('; ')}`;
}

function originText(origin: Origin | { readonly from: 'set' }): string {
  if (origin.from !== 'written') return origin.from === 'set' ? 'from `--set`' : 'the default';
  const { source, start } = origin.given ?? origin.span;
  return `written in ${source.name}, line ${source.position(start).line}`;
}

function keywordAt(source: Span['source'], offset: number): { readonly span: Span; readonly text: string } | undefined {
  const start = offset - (/[A-Za-z_]*$/.exec(source.text.slice(Math.max(0, offset - 40), offset))?.[0].length ?? 0);
  const word = /^[A-Za-z_]+/.exec(source.text.slice(start, start + 40))?.[0];
  const known = keywords.find((keyword) => keyword === word);
  const text = known && describeWord(known);
  return text === undefined ? undefined : { span: { source, start, end: start + (word?.length ?? 0) }, text };
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
