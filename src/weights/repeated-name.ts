// Finds a name that a JSON object has twice. The reader of JSON takes the last of the two, other readers the first: such a file
// is not the same for everybody.

/** Of the outermost object; `json` is sound. */
export function repeatedName(json: string): string | undefined {
  const names = new Set<string>();
  let [depth, before] = [0, ''];
  for (let at = 0; at < json.length; at++) {
    const sign = json[at] ?? '';
    if (sign === '"') {
      const end = endOfText(json, at);
      const name = depth === 1 && before !== ':' ? String(JSON.parse(json.slice(at, end))) : undefined;
      if (name !== undefined && names.has(name)) return name;
      if (name !== undefined) names.add(name);
      at = end - 1;
    } else if ('{['.includes(sign)) depth++;
    else if ('}]'.includes(sign)) depth--;
    if ('{[}],:'.includes(sign)) before = sign;
  }
  return undefined;
}

/** Behind the closing sign of the text that begins at `start`. */
function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}
