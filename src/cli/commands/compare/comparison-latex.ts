// A comparison as LaTeX, for papers: two tables of booktabs, with what is to be said of them in their captions.
import { clean } from '../../../api/language.ts';
import {
  blocksOf,
  type Comparison,
  differenceBlocks,
  type FigureCell,
  looksAtTestLabels,
  titleOf,
} from '../../../api/variants.ts';

export function comparisonLatex(comparison: Comparison): string {
  const needs = '% \\usepackage{booktabs}\n';
  return `${needs}${[meansTable(comparison), ...differencesTables(comparison)].join('\n')}`;
}

function meansTable(comparison: Comparison): string {
  const { figures, choices, remarks, grid } = comparison;
  const columns = figures.length + 2;
  const body = blocksOf(comparison).flatMap(({ name, rows }) => [
    ...(name === '' ? [] : [`\\midrule\n\\multicolumn{${columns}}{l}{${escaped(name)}} \\\\`]),
    ...(name === '' ? ['\\midrule'] : []),
    ...rows.map((row) => line([escaped(row.name), String(row.seeds), ...row.cells.map(cell)])),
  ]);
  const best = grid.variants.length > 1 ? ', the best of each group in bold' : '';
  const caption = [
    `Mean $\\pm$ standard deviation over seeds${best}.`,
    `Chosen on: ${choices.map(escaped).join('; ')}.`,
  ];
  const notes = [...missing(comparison), ...remarks.map((text) => `Uneven: ${text}.`)].map(escaped);
  return table(`l${'r'.repeat(figures.length + 1)}`, line(['', 'seeds', ...figures.map(title)]), body, caption, notes);
}

// A paper names no folders.
function missing({ runs, unfinished, waiting }: Comparison): readonly string[] {
  const open = unfinished.length + waiting.length;
  const all = runs.length + open;
  return open === 0 ? [] : [`${open} of ${all} runs ${open === 1 ? 'is' : 'are'} not finished, and not in the table.`];
}

function differencesTables(comparison: Comparison): readonly string[] {
  return differenceBlocks(comparison).map(({ name, head, rows, about }) =>
    table(
      `l${'r'.repeat(head.length)}`,
      line(['', ...head.map(escaped)]),
      [
        '\\midrule',
        ...rows.map(({ figure, cells, isTold }) =>
          line([title(figure), ...cells.map((text, i) => (isTold && i === 0 ? bold(escaped(text)) : escaped(text)))]),
        ),
      ],
      [`${escaped(name)}.`, ...about.map(escaped)],
    ),
  );
}

/** `notes`: what stands below it. */
function table(
  columns: string,
  head: string,
  body: readonly string[],
  caption: readonly string[],
  notes: readonly string[] = [],
): string {
  const below = notes.length === 0 ? '' : `\\par\\smallskip\n{\\footnotesize ${notes.join(' ')}\\par}\n`;
  return `\\begin{table}
\\centering
\\begin{tabular}{${columns}}
\\toprule
${head}
${body.join('\n')}
\\bottomrule
\\end{tabular}
${below}\\caption{${caption.join(' ')}}
\\end{table}
`;
}

function line(cells: readonly string[]): string {
  return `${cells.join(' & ')} \\\\`;
}

function title(figure: string): string {
  return `${escaped(titleOf(figure))}${looksAtTestLabels(figure) ? '$^\\dagger$' : ''}`;
}

function cell({ mean, deviation, isBest }: FigureCell): string {
  const text = isBest ? bold(escaped(mean)) : escaped(mean);
  return deviation === '' ? text : `${text} $\\pm$ ${escaped(deviation)}`;
}

function bold(text: string): string {
  return `\\textbf{${text}}`;
}

const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '|': '\\textbar{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '−': '$-$',
  '±': '$\\pm$',
  '–': '--',
  '`': '\\textasciigrave{}',
};

/** A name is text, whatever signs it has. */
function escaped(text: string): string {
  return clean(text.replaceAll(/\p{Cc}+/gu, ' ')).replaceAll(
    /[&%$#_{}]|[\\~^<>|−±–`]/g,
    (sign) => signs[sign] ?? `\\${sign}`,
  );
}
