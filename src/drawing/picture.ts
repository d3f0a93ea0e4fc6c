// What is loaded only to draw a picture.
export { layOut } from './layout.ts';
export { svgText } from './svg.ts';
