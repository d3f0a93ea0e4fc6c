// What stands behind `npm:`: the name of a package, by the rules of npm, and the path of a file in it.
import { packagePrefix } from '../../diagnostics/shipped-name.ts';

/** `file` is '' where only the package is named. */
export interface PackagePath {
  readonly name: string;
  readonly file: string;
}

export interface NoPackagePath {
  readonly problem: string;
  /** What was meant, without the prefix. */
  readonly meant?: string;
  readonly hint?: string;
}

const mostLetters = 214;
const packageName = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
/** Names that npm gives nobody. */
const takenNames: ReadonlySet<string> = new Set(['node_modules', 'favicon.ico']);

export function readPackagePath(written: string): PackagePath | NoPackagePath {
  const text = written.slice(packagePrefix.length);
  const slips = slipsIn(text);
  if (slips) return slips;
  const parts = text.split('/');
  const [first = '', second] = parts;
  if (first.startsWith('@') && second === undefined)
    return { problem: `\`${first}\` is the first half of a name`, hint: 'a name with a scope is `@scope/name`' };
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  const file = text.slice(name.length + 1);
  const problem = problemOfName(name, file) ?? problemOfFile(text.length > name.length ? file : undefined);
  return problem ?? { name, file };
}

export function isPackagePath(read: PackagePath | NoPackagePath): read is PackagePath {
  return 'name' in read;
}

// Of the text as a whole.
function slipsIn(text: string): NoPackagePath | undefined {
  if (text.trim() === '') return { problem: 'no package is named', hint: 'such as `npm:@lab/blocks/unet`' };
  if (/^[a-z]:[\\/]/i.test(text)) return { problem: 'a drive is no package', hint: atPackage };
  if (text.includes('\\'))
    return { problem: 'a path in a package is written with `/`', meant: text.replaceAll('\\', '/') };
  if (/^\/|^~\/|^\.{1,2}(?:\/|$)/.test(text))
    return { problem: 'a path is no package', hint: `${atPackage}; a file of your own is named without \`npm:\`` };
  return undefined;
}

const atPackage = 'behind `npm:` stands the name of an installed package, then the path in it: `npm:@lab/blocks/unet`';

function problemOfName(name: string, file: string): NoPackagePath | undefined {
  const rest = file === '' ? '' : `/${file}`;
  const version = /^(@?[^@]+)@[^@/]*$/.exec(name);
  if (version?.[1] !== undefined && packageName.test(version[1]))
    return {
      problem: 'the version of a package stands in `package.json`, not in a pipeline',
      hint: `write \`${packagePrefix}${version[1]}${rest}\`, and \`npm install ${name}\` for that version`,
      meant: `${version[1]}${rest}`,
    };
  if (name.length > mostLetters) return { problem: `a package's name has at most ${mostLetters} letters` };
  if (packageName.test(name) && !takenNames.has(name.slice(name.indexOf('/') + 1))) return undefined;
  const small = name.toLowerCase();
  if (packageName.test(small) && small !== name)
    return { problem: `names of packages have small letters, \`${name}\` has others`, meant: `${small}${rest}` };
  return { problem: `\`${name}\` cannot be the name of a package`, hint: atPackage };
}

// Whatever lies in a package can lie so on every system, and has one name.
function problemOfFile(file: string | undefined): NoPackagePath | undefined {
  if (file === undefined) return undefined;
  const parts = file.split('/');
  if (parts.includes('..'))
    return { problem: 'a path with `..` could leave the package', hint: 'write the path from the top of the package' };
  if (parts.some((part) => part === '' || part === '.'))
    return {
      problem: 'the path in the package has an empty part',
      hint: 'write it without `//`, `/./` or a `/` at its end',
    };
  if (parts.some((part) => part.toLowerCase() === 'node_modules'))
    return { problem: 'a package inside a package has a name of its own', hint: 'name that one behind `npm:`' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f<>:"|?*]/.test(file) || parts.some((part) => /[. ]$/.test(part)))
    return { problem: 'the path has letters that no file of a package has', hint: 'no `< > : " | ? *`, no line ends' };
  return undefined;
}
