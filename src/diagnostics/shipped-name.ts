// Files of the shipped library are named by `std:` and their path in it: in `use`, in messages, and in what a run keeps.

export const shippedPrefix = 'std:';

export function isShipped(name: string): boolean {
  return name.startsWith(shippedPrefix);
}
