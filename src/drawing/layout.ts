// Where the boxes and arrows of a topology lie: layers from top to bottom, networks as frames. The layout
// library (dagre) is loaded with this file and nowhere else.
import { Graph, layout } from '@dagrejs/dagre';
import type { Arrow, Box, Group, Topology } from './topology.ts';

export interface Placed<T> {
  readonly item: T;
  /** Upper left corner and sides, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly item: Arrow;
  readonly points: readonly Point[];
  /** Where its label stands, in the middle. */
  readonly label: Point | undefined;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly Placed<Group>[];
  readonly boxes: readonly Placed<Box>[];
  readonly lines: readonly Line[];
}

/** Sizes in pixels of text in the picture's typeface, which has letters of one width. */
export const measures = { title: 7.8, text: 6.7, line: 16, heading: 20, paddingX: 12, paddingY: 9 } as const;

export function layOut({ groups, boxes, arrows }: Topology): Layout {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({
    rankdir: 'TB',
    nodesep: 26,
    ranksep: 42,
    edgesep: 14,
    marginx: 20,
    marginy: 20,
    ranker: 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of groups) graph.setNode(groupKey(id), {});
  for (const box of boxes) {
    graph.setNode(box.id, sizeOf(box));
    if (box.group !== undefined) graph.setParent(box.id, groupKey(box.group));
  }
  arrows.forEach(({ from, to, label }, i) => {
    const size =
      label === undefined ? {} : { width: label.length * measures.text + 8, height: 14, labelpos: 'c' as const };
    graph.setEdge(from, to, size, String(i));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const place = <T>(item: T, key: string): Placed<T> => {
    const { x = 0, y = 0, width: w = 0, height: h = 0 } = graph.node(key);
    return { item, x: x - w / 2, y: y - h / 2, width: w, height: h };
  };
  return {
    width,
    height,
    groups: groups.map((group) => withHeading(place(group, groupKey(group.id)))),
    boxes: boxes.map((box) => place(box, box.id)),
    lines: arrows.map((item, i) => {
      const { points = [], x, y } = graph.edge(item.from, item.to, String(i));
      const label = item.label !== undefined && x !== undefined && y !== undefined ? { x, y } : undefined;
      return { item, points, label };
    }),
  };
}

// Room for the title above the boxes.
function withHeading<T>(frame: Placed<T>): Placed<T> {
  return { ...frame, y: frame.y - 16, height: frame.height + 16 };
}

function groupKey(id: string): string {
  return `group ${id}`;
}

function sizeOf({ title, steps, shape }: Box): { readonly width: number; readonly height: number } {
  const heading = title.length * measures.title + (shape === undefined ? 0 : 14 + shape.length * measures.text);
  const text = Math.max(0, ...steps.map(({ length }) => length * measures.text));
  return {
    width: Math.ceil(Math.max(heading, text, 60)) + 2 * measures.paddingX,
    height: measures.heading + steps.length * measures.line + 2 * measures.paddingY,
  };
}
