// How the page of a comparison looks, beside what it shares with the report of a run. Eight colours that are told apart by
// most eyes (Okabe and Ito 2008), and dashes, through which a line that lies below is seen; more variants than colours get the
// same colours with other dashes.

const light = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a6d00', '#56b4e9', '#222222', '#7a4fbf'] as const;
const dark = ['#5bb4f5', '#ff8a4c', '#2fd6a5', '#f0a3cc', '#f0e442', '#9adcff', '#eeeeee', '#b79aff'] as const;
const dashes = ['', '5 3', '2 2', '8 2 2 2'] as const;

/** The class of a variant's lines. */
export function lineKind(variant: number): string {
  return `line c${variant % light.length} d${Math.floor(variant / light.length) % dashes.length}`;
}

/** Neighbours have different ones, and so have those of one colour. */
function dashRules(): string {
  return light
    .flatMap((_, colour) =>
      dashes.map((_, round) => {
        const dash = dashes[(colour + round) % dashes.length];
        return dash ? `.c${colour}.d${round} { stroke-dasharray: ${dash}; }` : '';
      }),
    )
    .filter((rule) => rule !== '')
    .join('\n');
}

const colours = (values: readonly string[]) => values.map((value, i) => `.c${i} { stroke: ${value}; }`).join('\n');

export const comparisonStyle = `
body { max-width: 72rem; }
.line { fill: none; stroke-width: 1.5; stroke-opacity: .75; }
${colours(light)}
${dashRules()}
.figures .place th { padding-top: .75rem; font-weight: 400; font-style: italic; }
.figures td { white-space: nowrap; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.legend svg { width: 24px; display: inline-block; margin-right: .4rem; vertical-align: middle; }
.beside th, .beside td { text-align: center; vertical-align: top; font-size: .8rem; }
.beside th:first-child { text-align: left; overflow-wrap: anywhere; min-width: 5rem; }
.beside .pair { display: flex; flex-wrap: wrap; gap: .25rem; justify-content: center; }
.beside img { flex: 1 1 5rem; min-width: 5rem; max-width: 200px; width: 100%; align-self: flex-start; }
.runs { font-size: .8rem; }
summary { cursor: pointer; font-weight: 600; margin: 1rem 0 .5rem; }
@media (prefers-color-scheme: dark) {
${colours(dark)}
}
@media print {
${colours(light)}
}
`;
