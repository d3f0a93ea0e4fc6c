// The meaning of each word for colouring: what a grammar of regular expressions cannot know.
import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import { original } from './names/expressions.ts';
import { mentionsIn } from './names/find.ts';
import type { Mention, Target } from './names/target.ts';
import { positionAt } from './places.ts';
import type { Analysis } from './workspace.ts';

const types = ['function', 'class', 'variable', 'parameter', 'property', 'enumMember', 'keyword'] as const;
type TokenType = (typeof types)[number];
const modifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;
type Modifier = (typeof modifiers)[number];

export const semanticLegend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

export function semanticTokensOf({ checked, mentions, source }: Analysis): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  let end = 0;
  for (const mention of mentionsIn(checked.loaded.entry, mentions)) {
    const { span, declares } = mention;
    const type = typeOf(mention.target);
    // Tokens neither overlap nor span lines.
    if (type === undefined || span.start < end || /[\r\n]/.test(source.text.slice(span.start, span.end))) continue;
    end = span.end;
    const { line, character } = positionAt(source, span.start);
    const bits = modifiersOf(mention, declares).reduce((sum, name) => sum | (1 << modifiers.indexOf(name)), 0);
    builder.push(line, character, span.end - span.start, types.indexOf(type), bits);
  }
  return builder.build();
}

function typeOf(target: Target): TokenType | undefined {
  switch (target.to) {
    case 'operation':
      return 'function';
    case 'argument':
    case 'key':
    case 'experiment word':
      return 'property';
    case 'given':
      return 'variable';
    case 'word':
      return 'enumMember';
    case 'section':
      return 'keyword';
    case 'file':
      return undefined;
    case 'declared': {
      const { kind } = original(target.declared);
      if (kind === 'block') return 'function';
      return kind === 'network' ? 'class' : kind === 'parameter' ? 'parameter' : 'variable';
    }
  }
}

function modifiersOf({ target }: Mention, declares: boolean): readonly Modifier[] {
  const shipped = target.to === 'operation' || target.to === 'given';
  const isParam = target.to === 'declared' && target.declared.kind === 'param';
  return [
    ...(declares ? (['declaration'] as const) : []),
    ...(isParam ? (['readonly'] as const) : []),
    ...(shipped ? (['defaultLibrary'] as const) : []),
  ];
}
