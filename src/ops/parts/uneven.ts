// Sides that do not divide by a stride.
import { flag } from '../core/parameter.ts';

/** The parameter. */
export const uneven = flag({
  default: false,
  doc: 'sides that do not divide by the stride are rounded up, as networks that were trained elsewhere have it',
});
