// The grammar as a page of railroad diagrams that needs nothing but itself.
import railroad, { type Node } from 'railroad-diagrams';
import { grammarRules, type Piece, terminals } from './rules.ts';

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1c1c1c; background: #fff; }
  h2 { font: bold 1rem ui-monospace, monospace; margin: 2rem 0 .25rem; }
  nav { column-width: 9rem; font-family: ui-monospace, monospace; }
  nav a { display: block; }
  figure { margin: 0; overflow-x: auto; }
  code { background: #f1f1ee; padding: .1em .3em; overflow-wrap: anywhere; }
  svg.railroad-diagram { background: none; }
  svg.railroad-diagram path { stroke: #444; stroke-width: 2; fill: none; }
  svg.railroad-diagram text { font: 14px ui-monospace, monospace; text-anchor: middle; fill: #1c1c1c; }
  svg.railroad-diagram rect { stroke: #444; stroke-width: 1.5; fill: #e7f1e2; }
  svg.railroad-diagram a rect { fill: #e3ebf7; }
  svg.railroad-diagram a text { fill: #11408c; text-decoration: underline; }
  @media (prefers-color-scheme: dark) {
    body { color: #e6e6e6; background: #16181b; } a { color: #8ab4f8; } code { background: #2a2d31; }
    svg.railroad-diagram path, svg.railroad-diagram rect { stroke: #9a9a9a; }
    svg.railroad-diagram text { fill: #e6e6e6; } svg.railroad-diagram rect { fill: #24371f; }
    svg.railroad-diagram a rect { fill: #1f2d44; } svg.railroad-diagram a text { fill: #a8c7fa; }
  }
`;

export function railroadPage(): string {
  const rules = grammarRules();
  const names = [...rules.map(({ name }) => name), ...terminals.map(({ name }) => name)];
  const index = names.map((name) => `<a href="#${name}">${name}</a>`).join('\n');
  const figures = rules.map(
    ({ name, piece }) => `<h2 id="${name}">${name}</h2>\n<figure>${diagram(name, piece)}</figure>`,
  );
  const words = terminals.map(
    ({ name, about, pattern, words: list = [] }) =>
      `<h2 id="${name}">${name}</h2>\n<p>${escaped(about)}: ${(pattern === undefined ? list : [pattern]).map((word) => `<code>${escaped(word)}</code>`).join(' ')}</p>`,
  );
  return `<!doctype html>
<!-- Made by scripts/grammar.js from the parser's own rules. -->
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The grammar of AnoSeg</title>
<style>${style}</style>
<h1>The grammar of AnoSeg</h1>
<p>From left to right along the lines: green words stand as they are, blue ones lead to their rule. The same as text is in <code>anoseg.ebnf</code>.</p>
<nav>
${index}
</nav>
${figures.join('\n')}
<h1>Words</h1>
${words.join('\n')}
</html>
`;
}

function diagram(name: string, piece: Piece): string {
  // Boxes with square corners are rules.
  return railroad
    .Diagram(node(piece))
    .toString()
    .replace('>', `><title>The rule ${name}</title>`)
    .replaceAll(
      /<rect x="[^"]+" y="[^"]+" width="[^"]+" height="[^"]+"><\/rect>\n<text [^>]+>(\w+)<\/text>/g,
      (box, rule: string) => `<a href="#${rule}">${box}</a>`,
    );
}

function node(piece: Piece): Node {
  switch (piece.kind) {
    case 'word':
      return railroad.Terminal(piece.text);
    case 'name':
      return railroad.NonTerminal(piece.name);
    case 'sequence':
      return railroad.Sequence(...piece.parts.map(node));
    case 'choice':
      return railroad.Choice(0, ...piece.parts.map(node));
    case 'optional':
      return railroad.Optional(node(piece.part));
    case 'repeated':
      return railroad.ZeroOrMore(node(piece.part));
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
