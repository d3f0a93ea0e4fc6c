// The page of a comparison: tables, curves over each other, images side by side, without anything from outside. Names in it
// may be a stranger's, and are text.

import { escapeHtml } from '../../report/escape-html.ts';
import { pageHead } from '../../report/page-head.ts';
import { style } from '../../report/style.ts';
import { type Block, blocksOf, differenceBlocks, type FigureCell, withSharedNotes } from '../cells.ts';
import { looksAtTestLabels } from '../choices.ts';
import type { Comparison } from '../comparison.ts';
import { pipelineLabels, pipelineName } from '../factors.ts';
import { nameOf } from '../grid.ts';
import { titleOf, unfinishedLines } from '../words.ts';
import { comparisonStyle, lineKind } from './page-style.ts';
import { placesOf } from './places.ts';

export async function renderComparison(comparison: Comparison): Promise<string> {
  const { docs, runs, remarks, unfinished, waiting, choices, grid } = comparison;
  const open = unfinished.length + waiting.length;
  const names = grid.variants.map((variant) => nameOf(variant));
  // What is over all comes first, with its differences.
  const blocks = blocksOf(comparison);
  const count = comparison.rows[0]?.place === null ? 1 : blocks.length;
  const [first, others] = [blocks.slice(0, count), blocks.slice(count)];
  return `${pageHead(titleFor(comparison), style + comparisonStyle)}
${docs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
<p>${runs.length} finished ${runs.length === 1 ? 'run' : 'runs'}${open > 0 ? `, ${open} not` : ''}.</p>
${list('Uneven', remarks)}
${meansTable(comparison, first)}
${differences(comparison)}
${others.length > 0 ? `<h2>By category</h2>\n${meansTable(comparison, others)}` : ''}
${list('Chosen on', choices)}
${list('Not in the table', unfinishedLines(comparison))}
<h2>Curves and images</h2>
${legend(names)}
${await placesOf(comparison)}
<h2>Runs</h2>
<ul class="runs">${runs.map(({ run }) => `<li><code>${escapeHtml(run)}</code></li>`).join('')}</ul>
</html>
`;
}

/** `parts by kind`: the pipelines, and what is compared. */
function titleFor({ runs, by }: Comparison): string {
  const pipelines = new Set(pipelineLabels(runs).values());
  const names = by.filter((name) => name !== pipelineName || pipelines.size === 1);
  return `${[...pipelines].join(' and ')}${names.length === 0 ? '' : ` by ${names.join(', ')}`}`;
}

function meansTable(comparison: Comparison, blocks: readonly Block[]): string {
  const { figures, grid } = comparison;
  const columns = figures.length + 2;
  const rows = blocks.flatMap(({ name, rows: own }) => [
    ...(name === '' ? [] : [`<tr class="place"><th colspan="${columns}">${escapeHtml(name)}</th></tr>`]),
    ...own.map(
      (row) =>
        `<tr><th scope="row">${escapeHtml(row.name)}</th><td>${row.seeds}</td>${row.cells.map(cell).join('')}</tr>`,
    ),
  ]);
  const marks = [
    ...(grid.variants.length > 1 ? ['The best of each group is bold.'] : []),
    ...(figures.some(looksAtTestLabels) ? ['† looks at test labels.'] : []),
  ];
  return `${table(['', 'seeds', ...figures.map(titleCell)], rows)}
<p>Mean ± standard deviation over seeds. ${marks.join(' ')}</p>`;
}

function cell({ mean, deviation, isBest }: FigureCell): string {
  const text = `${mean}${deviation === '' ? '' : ` ± ${deviation}`}`;
  return `<td>${isBest ? `<strong>${text}</strong>` : text}</td>`;
}

function differences(comparison: Comparison): string {
  const blocks = withSharedNotes(differenceBlocks(comparison));
  if (blocks.length === 0) return '';
  const tables = blocks.map(({ name, head, rows, about }) => {
    const shown = table(
      [escapeHtml(name), ...head],
      rows.map(({ figure, cells, isTold }) => {
        const own = cells.map(
          (text, i) => `<td>${isTold && i === 0 ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text)}</td>`,
        );
        return `<tr><th scope="row">${titleCell(figure)}</th>${own.join('')}</tr>`;
      }),
    );
    return about.length === 0 ? shown : `${shown}\n<p>${about.map(withCode).join(' ')}</p>`;
  });
  return `<h2>Differences</h2>
${tables.join('\n')}`;
}

/** `…` is what somebody types. */
function withCode(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>');
}

function titleCell(figure: string): string {
  return `${escapeHtml(titleOf(figure))}${looksAtTestLabels(figure) ? '†' : ''}`;
}

/** `head`, `rows`: HTML. */
function table(head: readonly string[], rows: readonly string[]): string {
  const cells = head.map((text) => `<th>${text}</th>`).join('');
  return `<div class="table"><table class="figures">
<thead><tr>${cells}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function list(name: string, texts: readonly string[]): string {
  if (texts.length === 0) return '';
  return `<h2>${name}</h2>\n<ul>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`;
}

function legend(names: readonly string[]): string {
  const items = names.map(
    (name, i) => `<li><svg viewBox="0 0 24 8"><path d="M0 4h24" class="${lineKind(i)}"/></svg>${escapeHtml(name)}</li>`,
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}
