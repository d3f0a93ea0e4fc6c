// A process that installs the engine, for the tests that need several: `node driver.js OPTIONS`, options as JSON.
// Prints each stage once on standard error and the engine as JSON on standard output.
import { installEngine } from '../../src/engine/install/install.ts';
import { surroundingsHere } from '../../src/engine/install/surroundings.ts';
import { progressPrinter } from '../progress-printer.ts';

/** What a test hands to the process. */
export interface DriverOptions {
  readonly cache: string;
  readonly wheel: string | undefined;
  /** The folder with the binding's sources. */
  readonly sources: string;
  readonly nodeHeaders: readonly string[];
}

const { cache, wheel, sources, nodeHeaders }: DriverOptions = JSON.parse(process.argv[2] ?? '{}');
const here = surroundingsHere();
const around = { ...here, nodeHeaders, sources: { ...here.sources, folder: sources } };
const onProgress = progressPrinter(process.stderr);
const engine = await installEngine({ cache, wheel, variant: 'cpu', onProgress }, around);
console.log(JSON.stringify(engine));
