// Words of the command line that begin with `~`, where no shell has put the home folder in its place.
import { existsSync } from 'node:fs';
import { homeSignHint, outside } from '../../api/language.ts';

/** A folder that is really called `~` is meant. The data folder is left to those who look into it. @throws OutsideError `home-sign` */
export function refuseHomeSigns(args: readonly unknown[], options: object): void {
  for (const word of args.flat()) refuse(word);
  for (const [name, value] of Object.entries(options)) {
    if (name !== 'data') for (const word of [value].flat()) refuse(word, `--${name}`);
  }
}

function refuse(word: unknown, option?: string): void {
  if (typeof word !== 'string') return;
  const hint = homeSignHint(word, option);
  const [first = word] = word.split('/');
  if (hint === undefined || existsSync(first)) return;
  throw outside('home-sign', { word, advice: hint });
}
