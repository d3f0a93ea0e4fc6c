// Cases that are made to hurt: too deep, too long, too many, out of the root, and names that programs trip over.
import type { Draws } from '../../src/drawn-set/named-draws.ts';
import type { FuzzCase } from './case.ts';

const rest = `
data {
  source = mvtec("bottle")
  image  = 64 x 64 in -1..1
}
`;

const network = (value: string) => `anoseg 1\n${rest}\nnetwork generator(seen) {\n  map = ${value}\n}\n`;
const anoseg = (label: string, text: string, more: Partial<FuzzCase> = {}): FuzzCase => ({
  label,
  name: 'main.anoseg',
  text,
  ...more,
});
const yaml = (label: string, text: string): FuzzCase => ({ label, name: 'main.yaml', text });

/** Small ones, of random depth and shape. */
export function hostileCase(draws: Draws): FuzzCase {
  const count = draws.pick([3, 50, 500, 5000]);
  const [open, close] = draws.pick<readonly [string, string]>([
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
    ['abs(', ')'],
    ['-', ''],
    ['not ', ''],
    ['maybe(50%) ', ''],
    ['x -> ', ''],
    ['1 + ', ''],
    ['1 | ', ''],
    ['x when ', ''],
    ['"', ''],
  ]);
  const name = draws.pick(['__proto__', 'constructor', 'toString', 'prototype', 'hasOwnProperty', 'valueOf', 'then']);
  const sequence = draws.pick(['\u001b[2J', '\u001b]8;;x\u0007', '\u009b1m', '\u202e', '\r', '\u0000', '\u2028']);
  const makers: readonly [() => FuzzCase, ...(() => FuzzCase)[]] = [
    () => anoseg(`${count} of ${open}`, network(open.repeat(count) + close.repeat(draws.integer(2) * count))),
    () => anoseg(`a parameter ${name}`, `anoseg 1\nparam ${name} = ${count}\n${rest}`),
    () => anoseg(`a section key ${name}`, `anoseg 1\ndata {\n  ${name} = 3\n  ${name}.${name} = 4\n}\n`),
    () =>
      anoseg(`a network ${name}`, `anoseg 1\n${rest}\nnetwork ${name}(${name}) {\n  ${name} = ${name} -> conv(1)\n}\n`),
    () => anoseg('an argument by such a name', network(`seen -> conv(1, ${name}: 3) -> ${name} -> ${name}(1)`)),
    () =>
      anoseg('an escape in a name', `anoseg 1\nparam a${sequence}b = 3\nuse "${sequence}.anoseg" { x${sequence} }\n`),
    () => anoseg('an escape in a string', `anoseg 1\nparam a = "${sequence}${'x'.repeat(count)}"\nparam b = a + 1\n`),
    () => anoseg(`a long name`, network(`seen -> ${'y'.repeat(20 * count)}(1)`)),
    () => anoseg('blocks that call each other twice', doubling(draws.pick([3, 12, 40]))),
    () => yaml(`nested ${count} deep`, `anoseg: 1\ndata: ${'['.repeat(count)}${']'.repeat(count)}\n`),
    () =>
      yaml(
        'nested by indentation',
        `anoseg: 1\n${Array.from({ length: Math.min(count, 500) }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n`,
      ),
    () => yaml('aliases of aliases', bomb(draws.pick([3, 9, 30]))),
    () => yaml(`a key ${name}`, `anoseg: 1\nparam: {${name}: 3}\ndata: {${name}: {${name}: 1}}\n${name}: 4\n`),
    () => yaml('a merge key', `anoseg: 1\nparam: &p {${name}: 3}\ndata:\n  <<: *p\n  "${name}": 3\n`),
    () => yaml('an escape in a key', `anoseg: 1\nparam: {"a\\x1b[31m\\u202e${count}": 3, "\\0": 4}\n`),
    () => yaml('a tag', `anoseg: 1\nparam: {a: !!python/object:os.system 3, b: !<x> 4, c: !!binary aGk=}\n`),
  ];
  return draws.pick(makers)();
}

/** Large ones, of which each is one case. */
export function giants(): readonly FuzzCase[] {
  const many = (count: number, make: (i: number) => string) => Array.from({ length: count }, (_, i) => make(i));
  return [
    anoseg('10 MB of parameters', `anoseg 1\n${many(450_000, (i) => `param p${i} = ${i}`).join('\n')}\n`),
    anoseg('10 MB of one line', `anoseg 1 // ${'x'.repeat(10e6)}`),
    anoseg('10 MB of brackets', `anoseg 1\n${'((((((((((\n'.repeat(1e6)}`),
    anoseg('10 MB of zero bytes', '\0'.repeat(10e6)),
    anoseg('10 MB of broken lines', `anoseg 1\nnetwork a(x) {\n${'  = -> ) y\n'.repeat(1e6)}}\n`),
    anoseg('20 MB', ' '.repeat(20e6)),
    yaml('10 MB of YAML', `anoseg: 1\nparam:\n${many(500_000, (i) => `  p${i}: ${i}`).join('\n')}\n`),
    yaml('10 MB of one YAML scalar', `anoseg: 1\nparam: {a: "${'x'.repeat(10e6)}"}\n`),
    anoseg(
      '10,000 parameters',
      `anoseg 1\n${many(10_000, (i) => `param p${i} = ${i === 0 ? '1' : `p${i - 1} + 1`}`).join('\n')}\n${rest}`,
    ),
    yaml('10,000 parameters of YAML', `anoseg: 1\nparam: {${many(10_000, (i) => `p${i}: ${i}`).join(',\n ')}}\n`),
    anoseg('10,000 unknown names', network(many(10_000, (i) => `n${i}`).join(' ->\n  '))),
    anoseg('10,000 layers', network(`seen${' -> conv(1)\n'.repeat(10_000)}`)),
    anoseg(
      '10,000 statements that cannot be read',
      `anoseg 1\nnetwork a(x) {\n${many(10_000, (i) => `  v${i} = = x`).join('\n')}\n}\n`,
    ),
    chain('a chain of 1,000 imports', 1000, false),
    chain('a circle of 1,000 imports', 1000, true),
    chain('a chain of 5,000 imports', 5000, false),
    anoseg('a file that imports 3,000 others', many(3000, (i) => `use "lib${i}.anoseg" { b as b${i} }`).join('\n'), {
      files: new Map(
        many(3000, (i) => `lib${i}.anoseg`).map((file) => [file, 'anoseg 1\nblock b(x) {\n  return x\n}\n']),
      ),
    }),
    anoseg(
      'links out of the root',
      `anoseg 1\n${['link.anoseg', '../etc/passwd', '/etc/passwd', 'std:../../package.json', 'a/../../b', 'http://x/y'].map((file, i) => `use "${file}" { b as b${i} }`).join('\n')}\n`,
      {
        files: new Map([['link.anoseg', '']]),
        links: new Map([['link.anoseg', '/etc/passwd']]),
      },
    ),
  ];
}

function chain(label: string, count: number, isCircle: boolean): FuzzCase {
  const file = (i: number) => `f${i}.anoseg`;
  const text = (i: number) =>
    i + 1 < count || isCircle
      ? `anoseg 1\nuse "${file((i + 1) % count)}" { b${(i + 1) % count} }\nblock b${i}(x) {\n  return x -> b${(i + 1) % count}\n}\n`
      : `anoseg 1\nblock b${i}(x) {\n  return x\n}\n`;
  const files = new Map(Array.from({ length: count }, (_, i) => [file(i), text(i)] as const));
  return anoseg(label, `anoseg 1\nuse "${file(0)}" { b0 }\n${rest}`, { files });
}

function doubling(count: number): string {
  const blocks = Array.from(
    { length: count },
    (_, i) => `block b${i + 1}(x) {\n  y = x -> b${i}\n  return y -> b${i}\n}\n`,
  );
  return `anoseg 1\nblock b0(x) {\n  return x -> relu\n}\n${blocks.join('')}${network(`seen -> b${count}`).replace('anoseg 1\n', '')}`;
}

function bomb(levels: number): string {
  const line = (i: number) =>
    `a${i}: &a${i} [${i === 0 ? 'x' : Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`;
  return `anoseg: 1\nparam:\n  ${Array.from({ length: levels }, (_, i) => line(i)).join('\n  ')}\n`;
}
