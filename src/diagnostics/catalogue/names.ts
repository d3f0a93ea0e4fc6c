// Codes of names: unknown, taken, unused, and imports.
import { entry } from './entry.ts';

export const nameEntries = {
  'unknown-name': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `\`${name}\` is not declared`,
    about:
      'A value is declared before it is used: by a line `name = …`, as a parameter, or by the language (`image`, `synthetic`, `mask`).',
    wrong: 'e2 = e1a -> conv(64)',
    right: 'e2 = e1 -> conv(64)',
  }),
  'unknown-operation': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `there is no operation or block \`${name}\``,
    about: 'Operations are listed in the reference; blocks are declared in the file or imported with `use`.',
    wrong: 'e1 = seen -> convolution(64)',
    right: 'e1 = seen -> conv(64)',
  }),
  'unknown-word': entry<{ name: string; options: string }>({
    severity: 'error',
    summary: ({ name, options }) => `there is no choice \`${name}\`: it is ${options}`,
    about: 'Some settings are one of a few words.',
    wrong: 'fit = resise',
    right: 'fit = resize',
  }),
  'unknown-parameter': entry<{ name: string; owner: string }>({
    severity: 'error',
    summary: ({ name, owner }) => `\`${owner}\` has no parameter \`${name}\``,
    about: 'A misspelt parameter is never dropped silently.',
    wrong: 'conv(64, kernal: 4)',
    right: 'conv(64, kernel: 4)',
  }),
  'unknown-key': entry<{ name: string; section: string }>({
    severity: 'error',
    summary: ({ name, section }) => `\`${section}\` has no setting \`${name}\``,
    about: 'Each section has its own settings; see the reference.',
    wrong: 'train { step = 100 }',
    right: 'train { steps = 100 }',
  }),
  'unknown-import': entry<{ name: string; file: string }>({
    severity: 'error',
    summary: ({ name, file }) => `"${file}" declares no block or network \`${name}\``,
    about: 'Blocks and networks can be imported.',
    wrong: 'use "std:blocks/pix2pix" { downs }',
    right: 'use "std:blocks/pix2pix" { down }',
  }),
  'unknown-subset': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `there is no kind of sample \`${name}\``,
    about: 'A term holds for all samples, `on normal` or `on synthetic` ones; a threshold is found `on holdout`.',
    wrong: '15 * l1(reconstruction, image) on good',
    right: '15 * l1(reconstruction, image) on normal',
  }),
  'unknown-setting': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `the pipeline declares no parameter \`${name}\``,
    about: '`--set` changes declared parameters only; a misspelt one fails.',
    wrong: 'anoseg run pipeline.anoseg --set widht=32',
    right: 'anoseg run pipeline.anoseg --set width=32',
  }),
  'never-equal': entry<{ name: string; value: string; options: string }>({
    severity: 'warning',
    summary: ({ name, value, options }) => `\`${name}\` is never ${value}: it is one of ${options}`,
    about: 'A comparison with what a parameter cannot be never holds, or always: often a slip of the pen.',
    wrong: 'param kind = "bce" in ["bce", "focal"]   // and `when kind == "focall"`',
    right: 'pixel = focal(map, mask) when kind == "focal" else bce(map, mask)',
  }),
  'declared-twice': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `\`${name}\` is declared twice`,
    about:
      'A name means one thing in its section. Only `image` in `augment` may be declared anew, for what is done to every sample.',
    wrong: 'e1 = …\ne1 = …',
    right: 'e1 = …\ne2 = …',
  }),
  'given-twice': entry<{ name: string; owner: string }>({
    severity: 'error',
    summary: ({ name, owner }) => `\`${name}\` of \`${owner}\` is given twice`,
    about: 'An argument stands once, by its place or by its name.',
    wrong: 'conv(64, channels: 32)',
    right: 'conv(64)',
  }),
  'name-taken': entry<{ name: string; by: string }>({
    severity: 'error',
    summary: ({ name, by }) => `\`${name}\` is taken by ${by}`,
    about:
      'A block cannot have the name of an operation, and a parameter or network not the name of a value of the language.',
    wrong: 'block conv(x) { … }',
    right: 'block my_conv(x) { … }',
  }),
  'unused-value': entry<{ name: string }>({
    severity: 'warning',
    summary: ({ name }) => `\`${name}\` is never used`,
    about: 'A value that nothing uses is often a slip: the next line was meant to begin with it.',
    wrong: 'e2 = e1 -> conv(64)\ne3 = e1 -> conv(64)',
    right: 'e2 = e1 -> conv(64)\ne3 = e2 -> conv(64)',
  }),
  'unused-network': entry<{ name: string }>({
    severity: 'warning',
    summary: ({ name }) => `the network \`${name}\` is used by no loss`,
    about: 'A network without a loss is not trained, and is left out.',
    wrong: 'network discriminator(…) { … }   // and no line of `loss` names it',
    right: 'adversarial = 1 * lsgan(discriminator, …)',
  }),
  'unused-block': entry<{ name: string }>({
    severity: 'warning',
    summary: ({ name }) => `the block \`${name}\` is never called`,
    about: 'A block that nothing calls changes nothing. In a library, a file of blocks alone, none needs to be called.',
    wrong: 'block down(x) { … }   // and no `-> down`',
    right: 'e2 = e1 -> down',
  }),
  'unused-parameter': entry<{ name: string }>({
    severity: 'warning',
    summary: ({ name }) => `the parameter \`${name}\` is never used`,
    about: '`--set` on it would change nothing.',
    wrong: 'param width = 64   // and 64 written out below',
    right: 'conv(width)',
  }),
  'unused-import': entry<{ name: string }>({
    severity: 'warning',
    summary: ({ name }) => `\`${name}\` is imported and never used`,
    about: 'The import can go.',
    wrong: 'use "std:blocks/pix2pix" { down, up }   // `up` is not used',
    right: 'use "std:blocks/pix2pix" { down }',
  }),
  'unused-accept': entry<{ code: string }>({
    severity: 'warning',
    summary: ({ code }) => `\`${code}\` is accepted here, but not found`,
    about:
      'A comment accepts a warning that is meant so: `// accept CODE: reason`, above what it is about or behind it. What it accepts has been mended, or stands elsewhere. Not told with `--set`, and of findings that need the data not without it.',
    wrong:
      '// accept no-op-anomalies: the paper has no relabelling\nsynthetic, mask = image -> paste(donor, shape) -> relabel()',
    right: '// accept no-op-anomalies: the paper has no relabelling\nsynthetic, mask = image -> paste(donor, shape)',
  }),
  'bad-accept': entry<{ problem: string }>({
    severity: 'warning',
    summary: ({ problem }) => problem,
    about:
      'A comment accepts a warning that is meant so, by its code and with a reason: `// accept CODE: reason`, in YAML `# accept CODE: reason`. Errors cannot be accepted. `anoseg check --explain CODE` tells what a code means.',
    wrong: '// accept no-op-anomalies',
    right: '// accept no-op-anomalies: the paper has no relabelling',
  }),
  'bad-experiment': entry<{ problem: string }>({
    severity: 'error',
    summary: ({ problem }) => problem,
    about:
      'An experiment is a file of its own with one section, `experiment`: the `pipeline`, and parameters of it with their values. `each.NAME`, `compare.NAME` (variants) and `repeat.NAME` (seeds) take a list, a range of whole numbers, a list with ranges in it, or `all`, the categories that are there; `set.NAME` takes one value. Every combination is a run. Whether the pipeline takes these values is checked with each of them.',
    wrong: 'experiment { pipeline = "claims.anoseg"  repeat.seed = 5 }',
    right: 'experiment { pipeline = "claims.anoseg"  repeat.seed = 1..5 }',
  }),
  'thin-experiment': entry<{ problem: string }>({
    severity: 'warning',
    summary: ({ problem }) => problem,
    about:
      'What is compared needs two variants at least, and runs that are the same but for chance: of fewer than 3 pairs of runs a difference gets no interval, of fewer than 5 no p-value.',
    wrong: 'compare.adversarial = [true, false]',
    right: 'compare.adversarial = [true, false]  repeat.seed = 1..5',
  }),
  'block-cycle': entry<{ chain: string }>({
    severity: 'error',
    summary: ({ chain }) => `a block calls itself: ${chain}`,
    about: 'Blocks are expanded where they are called, so they cannot be recursive.',
    wrong: 'block down(x) { return x -> down }',
    right: 'block down(x) { return x -> conv(64, stride: 2) }',
  }),
  'import-cycle': entry<{ chain: string }>({
    severity: 'error',
    summary: ({ chain }) => `files import each other: ${chain}`,
    about: 'Imports form no circle. Move what both need into a third file.',
    wrong: 'a.anoseg uses b.anoseg, b.anoseg uses a.anoseg',
    right: 'both use c.anoseg',
  }),
  'import-not-found': entry<{ file: string }>({
    severity: 'error',
    summary: ({ file }) => `cannot find "${file}"`,
    about:
      'A path is relative to the file that imports; `std:` names the shipped library, `npm:` a file of an installed package.',
    wrong: 'use "blocks.anosg" { down }',
    right: 'use "blocks.anoseg" { down }',
  }),
  'package-not-installed': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `the npm package \`${name}\` is not installed`,
    about:
      'As in Node, a package is looked for in `node_modules` of the folder of the file that imports, then of each folder above. `npm install NAME` puts it there.',
    wrong: 'use "npm:@lab/block/unet" { down }',
    right: 'use "npm:@lab/blocks/unet" { down }',
  }),
  'package-damaged': entry<{ name: string; problem: string }>({
    severity: 'error',
    summary: ({ name, problem }) => `the npm package \`${name}\` cannot be used: ${problem}`,
    about:
      'A run records name and version of each package that it takes files from, so its package.json must say both.',
    wrong: '{ "name": "@lab/blocks" }',
    right: '{ "name": "@lab/blocks", "version": "1.0.0" }',
  }),
  'bad-package-path': entry<{ file: string; problem: string }>({
    severity: 'error',
    summary: ({ file, problem }) => `"${file}" names no file of an npm package: ${problem}`,
    about:
      'Behind `npm:` stand the name of a package, as npm allows it, and the path of a pipeline file in it, with `/` and without `..`. `.anoseg` may be left out. No code is read, so `main` and `exports` of its package.json mean nothing.',
    wrong: 'use "npm:@Lab/blocks@1.2.0" { down }',
    right: 'use "npm:@lab/blocks/unet" { down }',
  }),
  'import-outside-root': entry<{ file: string }>({
    severity: 'error',
    summary: ({ file }) => `"${file}" lies outside the folder of the pipeline`,
    about:
      "So that a pipeline can be shared as a folder, imports stay inside the root: the nearest folder upward with an `anoseg.json`, else the pipeline's own folder; those of an npm package stay inside the package. No absolute paths, links that lead out, or network.",
    wrong: 'use "../../blocks.anoseg" { down }',
    right: 'use "blocks.anoseg" { down }',
  }),
  'library-only': entry<{ what: string }>({
    severity: 'error',
    summary: ({ what }) => `the file is a library, without ${what}: it can be imported but not run`,
    about:
      'A pipeline has the sections `data`, `loss` and `train` and a network; a file with blocks alone is a library. `check` accepts both, `run` needs a pipeline.',
    wrong: 'anoseg run blocks.anoseg',
    right: 'anoseg run pipeline.anoseg',
  }),
} as const;
