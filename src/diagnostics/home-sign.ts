// `~` stands for the home folder only where a shell sees it at the beginning of a word: not behind `=`, not in quotes,
// not in a pipeline, not in a variable that was set in quotes. There it is the name of a folder, which is hardly meant.

/** What to type instead of a place that is not there, given by an option perhaps; undefined where its name does not begin with `~`. */
export function homeSignHint(place: string, option?: string): string | undefined {
  const full = inFull(place);
  if (full === undefined) return undefined;
  return `a shell puts the home folder in place of \`~\` only at the beginning of a word, not behind \`=\` or in quotes: type \`${place}\` as a word of its own${option === undefined ? '' : ` (\`${option} ${place}\`)`}, or "${full}"`;
}

/** The same for a place in a pipeline, which no shell reads. */
export function homeSignInPipeline(place: string): string | undefined {
  const full = inFull(place);
  if (full === undefined) return undefined;
  const [, ...below] = place.split('/');
  return `\`~\` is no home folder in a pipeline: write "${below.join('/') || '.'}" here and name the home folder with \`--data ~\`, or write the whole path, which \`echo ${full}\` prints`;
}

/** The same for an import, which no absolute path can name. */
export function homeSignInImport(place: string): string | undefined {
  if (inFull(place) === undefined) return undefined;
  const name = place.split('/').at(-1) ?? '';
  return `\`~\` is no home folder in a pipeline, and imports lie in the pipeline's own folder or below: copy the file there and write its path from here, such as "${name}"`;
}

function inFull(place: string): string | undefined {
  const found = /^~([a-z_][\w-]*)?(\/.*)?$/i.exec(place);
  if (found === null) return undefined;
  const [, user, rest = ''] = found;
  return user === undefined ? `$HOME${rest}` : `/home/${user}${rest}`;
}
