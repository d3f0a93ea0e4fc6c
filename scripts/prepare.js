// Runs at the end of `npm install` in a clone, and before the first use where scripts are switched off.
// A failure here is told but fails nothing: the first use of `anoseg` tries again.
import { buildAll } from './build.js';

try {
  await buildAll();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`anoseg: not built yet (${reason.split('\n')[0]}); the first \`npx anoseg\` tries again.`);
}
