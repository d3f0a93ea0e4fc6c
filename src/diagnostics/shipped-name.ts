// Files that are nobody's own have names with a prefix: `std:` and the path in the shipped library, `npm:` and the path in an
// installed package. So they stand in `use`, in messages, and in what a run keeps.

export const shippedPrefix = 'std:';
export const packagePrefix = 'npm:';

export function isShipped(name: string): boolean {
  return name.startsWith(shippedPrefix);
}

export function isOfPackage(name: string): boolean {
  return name.startsWith(packagePrefix);
}
