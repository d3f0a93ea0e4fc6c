// Runs once before the tests of whole runs: builds the command that they start.
import { buildAll } from '../scripts/build.js';

export default async function setup(): Promise<void> {
  await buildAll();
}
