// The page of a comparison: apart from the rest, since it reads images.
export { renderComparison } from '../runtime/variants/page/page.ts';
