// Figures and tables of the page of results as Markdown.

/** The figures that are kept of each run, with their names on the page. */
export const figures = new Map([
  ['pixel_auroc', 'pixel AUROC'],
  ['pixel_ap', 'AP'],
  ['aupro', 'AUPRO'],
  ['image_auroc', 'image AUROC'],
  ['iou', 'IoU'],
  ['best_iou', 'best IoU'],
]);

export function short(value) {
  return value.toFixed(3).replace(/^(-?)0\./, '$1.');
}

/** With its sign, unless it rounds to nothing. */
export function signed(value) {
  const text = short(Math.abs(value));
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

export function table(head, rows) {
  return `${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/** `a, b and c`. */
export function listed(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Settings as they are given to a command; none is what the file says. */
export function named(settings) {
  const all = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return all.length === 0 ? 'as the file says' : `\`${all.join(' ')}\``;
}
