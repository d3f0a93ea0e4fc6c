// `npm:` finds what Node would find, and says what to do where it does not.
import { renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { effectiveSettings } from '../../../src/dsl/model/settings.ts';
import { block, checkFile, checkUse, laidOut, manifest, pipeline, placesOf, told } from './laid-out.ts';

const lab = {
  'node_modules/@lab/blocks/package.json': manifest('@lab/blocks'),
  'node_modules/@lab/blocks/unet.anoseg': block('a'),
  'node_modules/@lab/blocks/parts/deep.anoseg': block('a', 5),
  'node_modules/@lab/blocks/other.yaml':
    'anoseg: 1\nblock:\n  a:\n    parameters: [x]\n    return: x -> conv(6) -> relu\n',
  'node_modules/@lab/blocks/compose.yaml': 'services: {}\n',
  'node_modules/plain/package.json': manifest('plain'),
  'node_modules/plain/a.anoseg': block('a', 7),
};

describe('what is installed', () => {
  test.each([
    ['npm:@lab/blocks/unet', 4],
    ['npm:@lab/blocks/unet.anoseg', 4],
    ['npm:@lab/blocks/parts/deep', 5],
    ['npm:@lab/blocks/other.yaml', 6],
    ['npm:plain/a', 7],
  ])('%s is found, from folders below too', (use, channels) => {
    for (const name of ['p.anoseg', 'deep/down/p.anoseg']) {
      const checked = checkUse(use, lab, name);
      expect(told(checked)).toEqual([]);
      expect(channelsOf(checked)).toBe(channels);
    }
  });

  test('the same in YAML', () => {
    const yaml = `anoseg: 1
use:
  - from: npm:@lab/blocks/unet
    import: [a]
`;
    const rest = pipeline('', 'a').split('\n').slice(1).join('\n');
    const folder = laidOut({
      ...lab,
      'p.anoseg': `anoseg 1\nuse "npm:@lab/blocks/unet" { a }\n${rest}`,
      'p.yaml': yaml,
    });
    const { loaded } = checkFile(path.join(folder, 'p.yaml'));
    expect([...loaded.entry.imports.keys()]).toEqual(['a']);
    expect(loaded.files.map(({ parsed }) => parsed.file.source.name)).toEqual([
      'p.yaml',
      'npm:@lab/blocks@1.2.0/unet.anoseg',
    ]);
  });

  test('a nearer one goes before a farther one, and an importing file counts from where it really lies', () => {
    const files = {
      ...lab,
      'sub/node_modules/plain/package.json': manifest('plain', '2.0.0'),
      'sub/node_modules/plain/a.anoseg': block('a', 9),
      link: '->sub',
      'sub/p.anoseg': pipeline('use "npm:plain/a" { a }', 'a'),
    };
    const folder = laidOut(files);
    for (const name of ['sub/p.anoseg', 'link/p.anoseg'])
      expect(channelsOf(checkFile(path.join(folder, name)))).toBe(9);
    const resolve = createRequire(path.join(folder, 'link/p.anoseg')).resolve;
    expect(resolve('plain/a.anoseg', { paths: [path.join(folder, 'sub')] })).toBe(
      path.join(folder, 'sub/node_modules/plain/a.anoseg'),
    );
  });

  test('a package has imports of its own: beside, from std:, and from packages, also inside it', () => {
    const inner = 'node_modules/@lab/blocks/node_modules/plain';
    const uses = 'use "parts/deep" { a as d }\nuse "npm:plain/a" { a as p }\nuse "std:blocks/pix2pix" { down }';
    const folder = laidOut({
      ...lab,
      'node_modules/@lab/blocks/unet.anoseg': `anoseg 1\n${uses}\nblock a(x) { return x -> d -> p -> down(8) }\n`,
      [`${inner}/package.json`]: manifest('plain', '0.1.0-rc.1+b'),
      [`${inner}/a.anoseg`]: block('a', 11),
      'p.anoseg': pipeline(
        'use "npm:@lab/blocks/unet" { a }\nuse "npm:plain/a" { a as top }',
        'top -> a -> resize(16, 16)',
      ),
    });
    const { loaded, diagnostics } = checkFile(path.join(folder, 'p.anoseg'));
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ summary }) => summary)).toEqual([]);
    expect(loaded.files.map(({ parsed }) => parsed.file.source.name)).toEqual([
      'p.anoseg',
      'npm:@lab/blocks@1.2.0/unet.anoseg',
      'npm:@lab/blocks@1.2.0/parts/deep.anoseg',
      'npm:plain@0.1.0-rc.1+b/a.anoseg',
      'std:blocks/pix2pix',
      'npm:plain@1.2.0/a.anoseg',
    ]);
  });

  test('a package that is a link (npm link, workspaces, pnpm) is one, with its own packages beside it', () => {
    const store = 'store/@lab+blocks@1.2.0/node_modules';
    const checked = checkUse('npm:@lab/blocks/unet', {
      [`${store}/@lab/blocks/package.json`]: manifest('@lab/blocks'),
      [`${store}/@lab/blocks/unet.anoseg`]: 'anoseg 1\nuse "npm:core/a" { a as c }\nblock a(x) { return x -> c }\n',
      [`${store}/core/package.json`]: manifest('core'),
      [`${store}/core/a.anoseg`]: block('a', 12),
      'node_modules/@lab/blocks': `->../../${store}/@lab/blocks`,
    });
    expect(told(checked)).toEqual([]);
    expect(channelsOf(checked)).toBe(12);
  });
});

describe('what is not there', () => {
  test('a package: what installs it, and the one whose name is near', () => {
    const missing = checkUse('npm:@other/thing/unet', lab);
    expect(told(missing)).toEqual([
      'package-not-installed: the npm package `@other/thing` is not installed (`npm install @other/thing` in the folder of the pipeline, or one above, installs it)',
    ]);
    expect(placesOf(missing)).toEqual(['"npm:@other/thing/unet"']);
    const near = checkUse('npm:@lab/block/unet', lab);
    expect(told(near)[0]).toContain('did you mean `npm:@lab/blocks/unet`? `npm install @lab/block`');
    expect(near.diagnostics[0]?.fix?.text).toBe('"npm:@lab/blocks/unet"');
  });

  test('a package that a package wants says which one wants it', () => {
    const found = checkUse('npm:plain/a', {
      ...lab,
      'node_modules/plain/a.anoseg': block('a', 4, 'use "npm:core/a" { b }'),
    });
    expect(told(found)[0]).toContain('`npm install core`');
    expect(told(found)[0]).toContain('plain needs it, and should name it among its `dependencies`');
    expect(found.diagnostics[0]?.span.source.name).toBe('npm:plain@1.2.0/a.anoseg');
  });

  test('a file: those that are there, and the one whose name is near', () => {
    const all = '@lab/blocks 1.2.0 has `other.yaml`, `parts/deep`, `unet`';
    expect(told(checkUse('npm:@lab/blocks/transformer', lab))).toEqual([
      `import-not-found: cannot find "npm:@lab/blocks/transformer" (${all})`,
    ]);
    const near = checkUse('npm:@lab/blocks/unnet', lab);
    expect(told(near)[0]).toContain(`(did you mean \`npm:@lab/blocks/unet\`? ${all})`);
    expect(near.diagnostics[0]?.fix?.text).toBe('"npm:@lab/blocks/unet"');
    expect(told(checkUse('npm:@lab/blocks', lab))[0]).toContain(`it names the package, and no file of it (${all})`);
    expect(told(checkUse('npm:plain/index.js', lab))[0]).toContain('plain 1.2.0 has `a`');
  });

  test('the prefix that was left out', () => {
    expect(told(checkUse('@lab/blocks/unet', lab))[0]).toContain('did you mean `npm:@lab/blocks/unet`?');
  });

  test('`exports` of a package.json is no way in, and none is needed', () => {
    const files = {
      ...lab,
      'node_modules/plain/package.json': manifest('plain', '1.0.0', { exports: { './b': './a.anoseg' } }),
    };
    expect(told(checkUse('npm:plain/a', files))).toEqual([]);
    expect(told(checkUse('npm:plain/b', files))[0]).toContain(
      '`exports` of a package.json name code, and mean nothing here',
    );
  });
});

test.each([
  ['no package.json', undefined, 'it has no package.json'],
  ['no JSON', '{ "name": ', 'its package.json is no JSON with a name'],
  ['another value', '[]', 'its package.json is no JSON with a name'],
  ['null', 'null', 'its package.json is no JSON with a name'],
  ['an empty one', '', 'its package.json is no JSON with a name'],
  ['no name', '{ "version": "1.0.0" }', 'its package.json is no JSON with a name'],
  ['a name that leads out', manifest('../../evil'), 'its package.json gives it no name that npm knows'],
  ['a name that is no text', '{ "name": 7, "version": "1.0.0" }', 'its package.json gives it no name that npm knows'],
  ['no version', '{ "name": "plain" }', 'its package.json has no version'],
  ['a version that is no text', '{ "name": "plain", "version": 1 }', 'the version in its package.json is none'],
  ['a range', manifest('plain', '^1.0.0'), 'the version in its package.json is none'],
  ['a version that leads out', manifest('plain', '1.0.0/../../x'), 'the version in its package.json is none'],
])('a damaged package, with %s, says so at the import', (_, text, problem) => {
  const files = {
    'node_modules/plain/a.anoseg': block('a'),
    ...(text === undefined ? {} : { 'node_modules/plain/package.json': text }),
  };
  const found = checkUse('npm:plain/a', files);
  expect(found.diagnostics.map(({ code }) => code)).toEqual(['package-damaged']);
  expect(told(found)[0]).toContain(`cannot be used: ${problem} (`);
  expect(placesOf(found)).toEqual(['"npm:plain/a"']);
});

test('a package.json with a byte order mark is one, and so is that of an alias', () => {
  const files = {
    'node_modules/other/package.json': `\uFEFF${manifest('@lab/blocks')}`,
    'node_modules/other/a.anoseg': block('a'),
  };
  const { loaded, diagnostics } = checkUse('npm:other/a', files);
  expect(diagnostics).toEqual([]);
  expect(loaded.files[1]?.parsed.file.source.name).toBe('npm:@lab/blocks@1.2.0/a.anoseg');
});

test.each([
  ['npm:', 'no package is named'],
  ['npm:  ', 'no package is named'],
  ['npm:/etc/passwd', 'a path is no package'],
  ['npm://plain/a', 'a path is no package'],
  ['npm:./plain/a', 'a path is no package'],
  ['npm:../plain/a', 'a path is no package'],
  ['npm:..', 'a path is no package'],
  ['npm:~/plain/a', 'a path is no package'],
  ['npm:C:/plain/a', 'a drive is no package'],
  ['npm:C:\\\\plain\\\\a', 'a drive is no package'],
  ['npm:plain\\\\a', 'written with `/`'],
  ['npm:@lab', 'first half of a name'],
  ['npm:@lab/', 'cannot be the name'],
  ['npm:@/blocks/a', 'cannot be the name'],
  ['npm:@lab/../plain/a', 'cannot be the name'],
  ['npm:.hidden/a', 'cannot be the name'],
  ['npm:_x/a', 'cannot be the name'],
  ['npm:node_modules/plain/a', 'cannot be the name'],
  ['npm:@Lab/Blocks/unet', 'small letters'],
  ['npm:Plain/a', 'small letters'],
  ['npm:@lab/blocks@1.2.0/unet', 'the version of a package stands in `package.json`'],
  ['npm:plain@^1/a', 'the version of a package stands in `package.json`'],
  ['npm:plain/../a', '`..` could leave'],
  ['npm:plain/x/../../../a', '`..` could leave'],
  ['npm:plain/', 'an empty part'],
  ['npm:plain//a', 'an empty part'],
  ['npm:plain/./a', 'an empty part'],
  ['npm:plain/node_modules/x/a', 'a package inside a package'],
  ['npm:plain/a:b', 'letters that no file of a package has'],
  ['npm:plain/a. ', 'letters that no file of a package has'],
  [`npm:${'a'.repeat(215)}/a`, 'at most 214 letters'],
])('%s is no path in a package', (use, problem) => {
  const found = checkUse(use, lab);
  expect(found.diagnostics.map(({ code }) => code)).toEqual(['bad-package-path']);
  expect(told(found)[0]).toContain(problem);
  expect(placesOf(found)).toEqual([`"${use}"`]);
});

test('what is nearly right is proposed, once it is known to be right', () => {
  const fixOf = (use: string) => checkUse(use, lab).diagnostics[0]?.fix?.text;
  expect(fixOf('npm:Plain/a')).toBe('"npm:plain/a"');
  expect(fixOf('npm:@lab/blocks@1.2.0/unet')).toBe('"npm:@lab/blocks/unet"');
  expect(fixOf('npm:@Lab/Blocks/nothing')).toBeUndefined();
});

describe('nothing leads out of a package', () => {
  const code = (files: Readonly<Record<string, string>>, use = 'npm:plain/a') =>
    checkUse(use, { ...lab, ...files }).diagnostics.map((found) => [found.code, found.hint]);

  test('a link of it', () => {
    const outside = { 'secret.anoseg': block('a') };
    expect(code({ ...outside, 'node_modules/plain/out.anoseg': '->../../secret.anoseg' }, 'npm:plain/out')).toEqual([
      ['import-outside-root', 'it is a link to a file outside'],
    ]);
    expect(code({ ...outside, 'node_modules/plain/sub': '->../..' }, 'npm:plain/sub/secret')).toEqual([
      ['import-outside-root', 'it is a link to a file outside'],
    ]);
    expect(
      code({ 'other.json': manifest('plain'), 'node_modules/x/package.json': '->../../other.json' }, 'npm:x/a')[0]?.[0],
    ).toBe('package-damaged');
  });

  test('a link inside it does not', () => {
    expect(code({ 'node_modules/plain/same.anoseg': '->a.anoseg' }, 'npm:plain/same')).toEqual([]);
  });

  test.each(['../../p.anoseg', '../@lab/blocks/unet', '/etc/passwd', 'https://example.org/a'])(
    'its import %s',
    (use) => {
      const found = code({ 'node_modules/plain/a.anoseg': block('a', 4, `use "${use}" { b }`) });
      expect(found[0]?.[0]).toBe('import-outside-root');
    },
  );

  test('its import of a package inside it by a path', () => {
    const found = code({
      'node_modules/plain/a.anoseg': block('a', 4, 'use "node_modules/x/a" { b }'),
      'node_modules/plain/node_modules/x/a.anoseg': block('b'),
    });
    expect(found[0]).toEqual(['import-outside-root', 'another package is named by `npm:`, whatever folder it lies in']);
  });
});

test('two packages that import each other in a circle are told as such', () => {
  const found = checkUse('npm:plain/a', {
    ...lab,
    'node_modules/plain/a.anoseg': block('a', 4, 'use "npm:@lab/blocks/unet" { a as b }'),
    'node_modules/@lab/blocks/unet.anoseg': block('a', 4, 'use "npm:plain/a" { a as c }'),
  });
  expect(told(found).join()).toContain('import-cycle: files import each other: a.anoseg -> unet.anoseg -> a.anoseg');
});

test('a file that is named twice, by its path and by its package, keeps to what it is each time', () => {
  const folder = laidOut({
    ...lab,
    'p.anoseg': pipeline('use "node_modules/plain/a" { a }\nuse "npm:plain/a" { a as b }', 'a -> b'),
  });
  const { loaded, diagnostics } = checkFile(path.join(folder, 'p.anoseg'));
  expect(diagnostics).toEqual([]);
  expect(loaded.files.map(({ parsed }) => parsed.file.source.name)).toEqual([
    'p.anoseg',
    'node_modules/plain/a.anoseg',
    'npm:plain@1.2.0/a.anoseg',
  ]);
});

test('a package appears while an editor waits: nothing is remembered', () => {
  const folder = laidOut({ ...lab, 'p.anoseg': pipeline('use "npm:plain/a" { a }', 'a') });
  const place = path.join(folder, 'node_modules/plain');
  renameSync(place, `${place}-gone`);
  expect(checkFile(path.join(folder, 'p.anoseg')).diagnostics[0]?.code).toBe('package-not-installed');
  renameSync(`${place}-gone`, place);
  expect(checkFile(path.join(folder, 'p.anoseg')).diagnostics).toEqual([]);
  writeFileSync(path.join(place, 'package.json'), manifest('plain', '3.0.0'));
  const { loaded } = checkFile(path.join(folder, 'p.anoseg'));
  expect(loaded.files[1]?.parsed.file.source.name).toBe('npm:plain@3.0.0/a.anoseg');
});

function channelsOf({ model }: ReturnType<typeof checkFile>): number {
  const found = model && effectiveSettings(model).find(({ path: name }) => name.endsWith('conv.channels'));
  return Number(found?.value);
}
