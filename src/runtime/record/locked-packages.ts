// npm packages in lock.json: which ones, by which files of them, and what their names stand for in each source.
import { packagePrefix } from '../../diagnostics/shipped-name.ts';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import { hashContent } from './data-digest.ts';

export interface LockedPackage {
  /** `name@version`, which the names of its files begin with. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Of the files that were used: of the lines `SHA256  PATH`, in the order of the paths, as `sha256sum` writes them. */
  readonly digest: string;
}

interface Locked {
  readonly sources: readonly {
    readonly name: string;
    readonly packages?: Readonly<Record<string, string>>;
  }[];
  readonly packages?: readonly LockedPackage[];
}

/** Nothing where there are none. */
export function lockedPackages({ packages = {}, files }: SourceBundle): {
  readonly packages?: readonly LockedPackage[];
} {
  const locked = Object.entries(packages).map(([id, { name, version }]) => ({
    ...{ id, name, version },
    digest: packageDigest(id, files),
  }));
  return locked.length === 0 ? {} : { packages: locked };
}

/** What a bundle says of packages, by the lock. */
export function packagesOf({ packages = [], sources }: Locked): Pick<SourceBundle, 'packages' | 'uses'> {
  if (packages.length === 0) return {};
  const uses = sources.flatMap((source) => (source.packages ? [[source.name, source.packages] as const] : []));
  const named = packages.map(({ id, name, version }) => [id, { name, version }] as const);
  return { packages: Object.fromEntries(named), uses: Object.fromEntries(uses) };
}

/** What is wrong with the digest of a package; undefined where all agree. */
export function packageProblem({ packages = [] }: Locked, files: SourceBundle['files']): string | undefined {
  for (const { id, digest } of packages) {
    const found = packageDigest(id, files);
    if (found !== digest) return `the digest of the package ${id} is ${digest}, that of its files ${found}`;
  }
  return undefined;
}

function packageDigest(id: string, files: SourceBundle['files']): string {
  const start = `${packagePrefix}${id}/`;
  const own = Object.entries(files).flatMap(([name, text]) =>
    name.startsWith(start) ? [[name.slice(start.length), text] as const] : [],
  );
  const lines = own
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, text]) => `${hashContent(text)}  ${name}\n`);
  return `sha256:${hashContent(lines.join(''))}`;
}
