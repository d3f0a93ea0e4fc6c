/** `a -> b -> … -> z`: a chain of any length in a few words. */
export function chainText(names: readonly string[]): string {
  const shown = names.length <= 8 ? names : [...names.slice(0, 4), '…', ...names.slice(-3)];
  return shown.join(' -> ');
}
