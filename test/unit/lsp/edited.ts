// One pipeline in both syntaxes, as an editor has it open in memory, and places in it.
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { offsetAt, positionAt } from '../../../src/lsp/places.ts';
import { type Analysis, Workspace } from '../../../src/lsp/workspace.ts';

export const syntaxes = ['anoseg', 'yaml'] as const;
export type SyntaxName = (typeof syntaxes)[number];

const texts: Readonly<Record<SyntaxName, string>> = {
  anoseg: `anoseg 1

param width = 8 in 4..64

data {
  source = sample("weave")
  image = 64 x 64
}

augment {
  synthetic = flip(image, horizontal)
}

network generator(seen) {
  /// What is left.
  body = seen -> conv(width) -> relu
  map = body -> conv(1) -> sigmoid
}

loss {
  segmentation = bce(map, mask)
}
`,
  yaml: `anoseg: 1

param:
  width: {value: 8, in: 4..64}

data:
  source: sample("weave")
  image: 64 x 64

augment:
  synthetic: flip(image, horizontal)

network:
  generator:
    inputs: [seen]
    values:
      ## What is left.
      body: seen -> conv(width) -> relu
      map: body -> conv(1) -> sigmoid

loss:
  segmentation: bce(map, mask)
`,
};

export interface Edited {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
  /** The place of the `at`-th occurrence of a text, from 0. */
  position(text: string, at?: number): ReturnType<typeof positionAt>;
  /** The text of a range. */
  textOf(range: { readonly start: Position; readonly end: Position }): string;
}

type Position = ReturnType<typeof positionAt>;

/** Opens the pipeline with one text of it replaced by another. */
export function edit(syntax: SyntaxName, from = '', to = ''): Edited {
  const text = texts[syntax].replace(from, to);
  const nothing = () => undefined;
  const files = { read: nothing, realPath: nothing, standardLibrary: '', workingFolder: '', listPipelines: () => [] };
  const workspace = new Workspace(createSyntax(), files);
  const uri = `untitled:test.${syntax}`;
  workspace.set(uri, text, syntax);
  const analysis = workspace.analysis(uri);
  if (analysis === undefined) throw new Error(`no pipeline: ${text}`);
  const { source } = analysis;
  return {
    workspace,
    analysis,
    position: (wanted, at = 0) => positionAt(source, text.split(wanted, at + 1).join(wanted).length),
    textOf: ({ start, end }) => text.slice(offsetAt(source, start), offsetAt(source, end)),
  };
}
