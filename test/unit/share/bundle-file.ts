// A bundle by hand, with the right hash of each file and a lock of an earlier release, which says little.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

/** `sources`: by their places in a bundle; the lock says 6 steps and seed 7. */
export function writeBundleFile(place: string, sources: Readonly<Record<string, string>>): string {
  const locked = Object.entries(sources).map(([file, text]) => ({
    name: file.replace(/^imports\//, ''),
    file,
    sha256: sha256(text),
  }));
  const lock = {
    ...{ format_version: '1.1', name: 'gear', anoseg: '0.1.0', parameters: {}, seed: 7, steps: 6, threads: 1 },
    ...{ device: 'cpu', node: 'v22', data: { digest: 'sha256:1', files: 3, folder: 'data' } },
    engine: { tensorflow: '2.19.1', variant: 'cpu', onednn: true },
    cpu: { model: 'x', architecture: 'x64', features: ['avx'] },
    pipeline: { digest: 'sha256:0', entry: 'pipeline.anoseg', sources: locked },
  };
  const files = { ...sources, 'lock.json': JSON.stringify(lock) };
  const sums = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)]));
  const list = JSON.stringify({ format_version: '1.0', files: sums, maps: {}, variables: {} });
  const contents = Object.entries({ ...files, 'bundle.json': list }).map(
    ([name, text]) => [name, Buffer.from(text)] as const,
  );
  writeFileSync(place, zipSync(Object.fromEntries(contents)));
  return place;
}
