// Loaded before the command (`--import`): makes one function of node:fs fail as the system would, for files whose path
// contains a word. ANOSEG_FAULT is `FUNCTION:ERROR:WORD`, such as `writeFileSync:EIO:lock.json`.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { constants } from 'node:os';

const [call = '', error = '', word = ''] = (process.env.ANOSEG_FAULT ?? '').split(':');
/** Node has no name for this one. */
const number = error === 'EDQUOT' ? 122 : constants.errno[error];

function refuse(path) {
  const code = error === 'EDQUOT' ? 'Unknown system error -122' : error;
  const syscall = call.replace(/Sync$/, '').toLowerCase();
  throw Object.assign(new Error(`${code}: refused, ${syscall} '${path}'`), { errno: -number, code, syscall, path });
}

for (const api of call.endsWith('Sync') ? [fs] : [fs.promises]) {
  const real = api[call];
  if (typeof real !== 'function') throw new Error(`there is no function ${call}`);
  api[call] = (...args) => (String(args[0]).includes(word) ? refuse(args[0]) : real(...args));
}
syncBuiltinESMExports();
