// What the switches of the claims change, and whether a claim shows: told by rule from the pairs of runs, never by hand.
import { figures, listed, named, short, signed, table } from './markdown.js';
import { deviation, interval, mean, verdict } from './statistics.js';

const claims = new Map([
  ['hard_augmentation', 'Hard augmentation'],
  ['adversarial', 'The adversarial loss'],
  ['coordinates', 'The coordinate channel'],
]);

/** The figure by which a claim is judged. */
const judged = 'pixel_ap';

const verdicts = { above: 'shows', below: 'does harm', neither: 'does not show', unknown: 'not known, too few pairs' };

/** One table and one sentence for each claim, over all pipelines and data; nothing where no claim was measured. */
export function claimsSummary(all) {
  const measured = all.filter(({ name, pipeline }) => claims.has(name) && pipeline.includes('/claims-'));
  if (measured.length === 0) return '';
  const places = [...new Set(measured.map(place))];
  const found = [...claims.keys()].map((name) => places.map((at) => measured.find(isAt(name, at))));
  const rows = [...claims.values()].map((title, index) => [title, ...found[index].map(summaryCell)]);
  const sentences = [...claims.values()].map((title, index) => `- ${sentence(title, places, found[index])}`);
  return `### Whether the claims show\n\n${table([`claim, by ${figures.get(judged)}`, ...places], rows)}\n${sentences.join('\n')}\n\n${chance(measured)}`;
}

function isAt(name, at) {
  return (one) => one.name === name && place(one) === at;
}

/** `pretrained, bottle`, with the settings beside where they are not the file's. */
function place({ pipeline, category, beside }) {
  const start = pipeline.replace(/^.*claims-|\.anoseg$/g, '').replace(/^scratch$/, 'from scratch');
  return [start, category, ...(Object.keys(beside).length > 0 ? [named(beside)] : [])].join(', ');
}

function summaryCell(found) {
  if (found === undefined) return 'not measured';
  const values = valuesOf(found, judged);
  return `${verdicts[verdict(values)]}${interval(values) === undefined ? '' : `: ${changed(values)}`}`;
}

function sentence(title, places, found) {
  const by = (wanted) =>
    places.filter((_, index) => found[index] !== undefined && verdict(valuesOf(found[index], judged)) === wanted);
  const parts = [
    [by('above'), 'shows on'],
    [by('below'), 'does harm on'],
    [by('neither'), 'does not show on'],
  ].flatMap(([where, said]) => (where.length > 0 ? [`${said} ${listed(where.map((one) => `(${one})`))}`] : []));
  return parts.length === 0 ? `${title}: not known yet.` : `${title} ${parts.join('; it ')}.`;
}

/** How many intervals do not hold zero, beside how many would not by chance. */
function chance(measured) {
  const all = measured.flatMap(({ changes }) => [...changes.values()].map((one) => verdict(one.map((o) => o.change))));
  const known = all.filter((one) => one !== 'unknown');
  const beyond = known.filter((one) => one !== 'neither').length;
  return `Of all ${known.length} intervals in the tables of the claims ${beyond} do not hold zero; were there no difference at all, about ${Math.round(known.length / 20)} would not, by chance.\n`;
}

/** The lines on switches of one section: each figure's differences, and a sentence for each switch. */
export function switchTables(found) {
  if (found.length === 0) return [];
  const rows = found.flatMap((one) => [...figures].map(([figure, title]) => switchRow(one, figure, title)));
  const head = ['switch', 'figure', 'on less off, by seed', 'mean', 'sd', '95% interval'];
  return [table(head, rows), `${found.map((one) => `- ${told(one)}`).join('\n')}\n`];
}

function switchRow(one, figure, title) {
  const changes = one.changes.get(figure);
  const values = changes.map(({ change }) => change);
  const range = interval(values);
  const cell = range === undefined ? '' : `${signed(range.low)} to ${signed(range.high)}`;
  return [
    label(one),
    title,
    changes.map(({ seed, change }) => `${seed}: ${signed(change)}`).join(', '),
    values.length === 0 ? '' : signed(mean(values)),
    range === undefined ? '' : short(deviation(values)),
    ['above', 'below'].includes(verdict(values)) ? `**${cell}**` : cell,
  ];
}

function told(one) {
  const by = (wanted) =>
    [...figures].filter(([figure]) => verdict(valuesOf(one, figure)) === wanted).map(([, title]) => title);
  const parts = [
    [by('above'), 'better with it'],
    [by('below'), 'worse with it'],
    [by('neither'), 'no difference shows in'],
    [by('unknown'), 'too few pairs for'],
  ].flatMap(([names, said]) => (names.length > 0 ? [`${said}: ${listed(names)}`] : []));
  return `${label(one)}: ${parts.join('; ')}.`;
}

function label({ name, beside }) {
  return Object.keys(beside).length === 0 ? `\`${name}\`` : `\`${name}\` beside ${named(beside)}`;
}

function changed(values) {
  const { low, high } = interval(values);
  return `${signed(mean(values))} (${signed(low)} to ${signed(high)})`;
}

function valuesOf({ changes }, figure) {
  return changes.get(figure).map(({ change }) => change);
}
