// A lock.json with everything in it.
import { identityOf, type LockFile, samenessOf } from '../../../src/runtime/record/lock.ts';

const content: LockFile = {
  format_version: '1.2',
  sameness: 'bits',
  name: 'parts',
  anoseg: '0.1.0',
  command: 'anoseg run parts.anoseg',
  pipeline: {
    digest: 'sha256:1',
    entry: 'parts.anoseg',
    sources: [{ name: 'parts.anoseg', file: 'pipeline.anoseg', sha256: 'a' }],
  },
  parameters: { width: '8' },
  data: {
    digest: 'sha256:2',
    files: 9,
    folder: '/data',
    sources: [{ category: 'bottle', digest: 'sha256:3', files: 9 }],
    skipped: [{ image: 'good/1.png', reason: 'cut off' }],
  },
  starts: [{ network: 'encoder', weights: 'resnet18', file: '/cache/a.safetensors', digest: 'sha256:4' }],
  seed: 1,
  steps: 10,
  threads: 2,
  device: 'cpu',
  engine: { tensorflow: '2.19.1', variant: 'cpu', onednn: true, variables: {} },
  libraries: { sharp: '0.35.5', vips: '8.18.7', glibc: '2.36' },
  node: 'v22.1.0',
  cpu: { model: 'one', architecture: 'x64', features: ['avx', 'avx2'] },
};

/** With the digest and the promise that a run would have written. */
export function signed<T extends LockFile>(lock: T): T & LockFile {
  return { ...lock, sameness: samenessOf(lock), identity: identityOf(lock) };
}

export const wholeLock: LockFile = signed(content);
