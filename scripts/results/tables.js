// What runs measured as the tables of docs/results.md: means and spread over seeds, and what each switch changes, seed by seed.

const columns = [
  ['pixel_auroc', 'pixel AUROC'],
  ['pixel_ap', 'AP'],
  ['aupro', 'AUPRO'],
  ['image_auroc', 'image AUROC'],
  ['iou', 'IoU'],
  ['best_iou', 'best IoU'],
];

/** 97.5% quantiles of Student's t, by degrees of freedom. */
const t975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/** Markdown of all runs, by pipeline and data. */
export function tables(runs) {
  if (runs.length === 0) return 'No runs yet.\n';
  const parts = [...grouped(runs, ({ pipeline, category }) => `${pipeline}, ${category}`)].map(
    ([title, those]) => `### ${title}\n\n${section(those)}`,
  );
  return parts.join('\n');
}

function section(runs) {
  const groups = [...grouped(runs, settingsKey).values()].toSorted(
    ([a], [b]) =>
      Object.keys(a.settings).length - Object.keys(b.settings).length || (settingsKey(a) < settingsKey(b) ? -1 : 1),
  );
  const machines = [...grouped(runs, ({ machine }) => machine).keys()];
  return [
    table(['settings', 'n', 'seeds', 'training', ...columns.map(([, title]) => title)], groups.map(row)),
    ...differences(groups),
    ['```sh', ...groups.map(command), '```\n'].join('\n'),
    `${runs[0].images} test images. ${machines.join('; ')}.\n`,
  ].join('\n');
}

/** Runs that differ in their seed alone. Another pipeline, data or machine is another group. */
function settingsKey({ settings, digest, data, machine }) {
  return JSON.stringify([settings, digest, data, machine]);
}

function row(group) {
  const seconds = group.map((run) => run.seconds);
  return [
    named(group[0].settings),
    group.length,
    seeds(group).join(', '),
    `${Math.round(mean(seconds))} s`,
    ...columns.map(([name]) => spread(group.map(({ metrics }) => metrics[name]))),
  ];
}

/** For each switch, the figure with it on less that with it off, by seed; other settings alike. */
function differences(groups) {
  const rows = groups.flatMap((group) =>
    Object.entries(group[0].settings).flatMap(([name, value]) => {
      const { [name]: _, ...others } = group[0].settings;
      const base = groups.find(([one]) => settingsKey(one) === settingsKey({ ...group[0], settings: others }));
      if (base === undefined || (value !== 'true' && value !== 'false')) return [];
      return [differenceRow(name, others, value === 'true' ? [group, base] : [base, group])];
    }),
  );
  const said = "What a switch changes, on less off, each seed by itself: mean, and the 95% interval by Student's t.\n";
  return rows.length === 0
    ? []
    : [said, table(['switch', 'beside', 'pairs', ...columns.map(([, title]) => title)], rows)];
}

function differenceRow(name, others, [on, off]) {
  const pairs = on.flatMap((run) => off.filter(({ seed }) => seed === run.seed).map((other) => [run, other]));
  const cells = columns.map(([figure]) => interval(pairs.map(([a, b]) => a.metrics[figure] - b.metrics[figure])));
  return [`\`${name}\``, named(others), pairs.length, ...cells];
}

function interval(values) {
  if (values.length === 0) return '';
  const quantile = t975[values.length - 2];
  if (quantile === undefined) return signed(mean(values));
  const half = (quantile * deviation(values)) / Math.sqrt(values.length);
  const text = `${signed(mean(values))} (${signed(mean(values) - half)} to ${signed(mean(values) + half)})`;
  return Math.abs(mean(values)) > half ? `**${text}**` : text;
}

function command(group) {
  const { pipeline, settings, category } = group[0];
  const drawn = category === 'gear' || category === 'weave';
  const set = Object.entries(settings).map(([name, value]) => ` --set ${name}=${value}`);
  const data = drawn ? '' : ` --data FOLDER_THAT_HOLDS_${category}`;
  return `anoseg run ${pipeline}${category ? ` --set category=${category}` : ''}${set.join('')} --each seed=${seeds(group).join(',')}${data}`;
}

function named(settings) {
  const all = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return all.length === 0 ? 'as the file says' : `\`${all.join(' ')}\``;
}

function seeds(group) {
  return group.map(({ seed }) => seed).toSorted((a, b) => a - b);
}

function spread(values) {
  if (values.some((value) => value === null)) return 'not defined';
  return values.length === 1 ? short(values[0]) : `${short(mean(values))} ± ${short(deviation(values))}`;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of a sample. */
function deviation(values) {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

function short(value) {
  return value.toFixed(3).replace(/^(-?)0\./, '$1.');
}

function signed(value) {
  return value < 0 ? `−${short(-value)}` : `+${short(value)}`;
}

function table(head, rows) {
  return `${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function grouped(values, keyOf) {
  const groups = new Map();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
