// Whether this process may use its terminal: a shell lets one group of processes do so at a time, and stops others that try.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const stat = '/proc/self/stat';

/** True too where no terminal controls the process, and so nobody would stop it. */
export function isInForeground(): boolean {
  return existsSync(stat) ? isForegroundStat(readFileSync(stat, 'utf8')) : asksPs();
}

/** Of a line of /proc/PID/stat; the name in it may hold anything. */
export function isForegroundStat(line: string): boolean {
  const [, , group, , , owner] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return owner === '-1' || owner === group;
}

// macOS has no /proc; `ps` marks the group in the foreground with a plus.
function asksPs(): boolean {
  const { stdout, status } = spawnSync('ps', ['-o', 'stat=', '-p', String(process.pid)], { encoding: 'utf8' });
  return status !== 0 || stdout.includes('+');
}
