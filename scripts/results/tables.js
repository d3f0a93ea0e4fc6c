// What runs measured as the tables of docs/results.md: means and spread over seeds, commands, machines, and the claims.
import { claimsSummary, switchTables } from './claims.js';
import { grouped, sections, switches } from './groups.js';
import { figures, named, short, table } from './markdown.js';
import { deviation, mean, median } from './statistics.js';

/** Markdown of all runs, by pipeline and data. */
export function tables(runs) {
  if (runs.length === 0) return 'No runs yet.\n';
  const all = sections(runs);
  return [claimsSummary(all.flatMap(switches)), ...all.map(section)].filter((part) => part !== '').join('\n');
}

function section(groups) {
  const [{ pipeline, category, images }] = groups[0];
  const machines = grouped(groups.flat(), ({ machine }) => machine);
  const many = new Set(groups.map(([{ digest, data }]) => `${digest} ${data}`)).size > 1;
  return [
    `### \`${pipeline.replace(/^pipelines\//, '')}\`, ${category}\n`,
    table(
      ['settings', 'n', 'seeds', 'training, median', ...figures.values()],
      groups.map((group) => row(group, many)),
    ),
    ...switchTables(switches(groups)),
    ['```sh', ...groups.map(command), '```\n'].join('\n'),
    `${images} test images. ${[...machines].map(([machine, those]) => `${count(those.length, 'run')} on ${machine}`).join('; ')}. ${digests(groups)}.\n`,
  ].join('\n');
}

function row(group, many) {
  return [
    `${named(group[0].settings)}${many ? `, ${first(group[0].digest)}` : ''}`,
    group.length,
    seeds(group).join(', '),
    `${Math.round(median(group.map((run) => run.seconds)))} s`,
    ...[...figures.keys()].map((name) => spread(group.map(({ metrics }) => metrics[name]))),
  ];
}

function digests(groups) {
  const all = new Set(groups.map(([{ digest }]) => first(digest)));
  return `Digest of the pipeline's files: ${[...all].join(', ')}`;
}

function first(digest) {
  return `\`${digest.replace('sha256:', '').slice(0, 12)}\``;
}

function count(number, thing) {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

function command(group) {
  const { pipeline, settings, category } = group[0];
  const drawn = category === 'gear' || category === 'weave';
  const set = Object.entries(settings).map(([name, value]) => ` --set ${name}=${value}`);
  const data = drawn ? '' : ` --data FOLDER_THAT_HOLDS_${category}`;
  return `anoseg run ${pipeline}${category ? ` --set category=${category}` : ''}${set.join('')} --each seed=${seeds(group).join(',')}${data}`;
}

function seeds(group) {
  return group.map(({ seed }) => seed);
}

function spread(values) {
  if (values.some((value) => value === null)) return 'not defined';
  return values.length === 1 ? short(values[0]) : `${short(mean(values))} ± ${short(deviation(values))}`;
}
