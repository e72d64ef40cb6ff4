/** A drawing on paper: metres to the right and up, in named layers. */
export interface Drawing {
  readonly layers: readonly DrawingLayer[];
  readonly lines: readonly { readonly layer: string; readonly points: readonly (readonly [x: number, y: number])[] }[];
  readonly texts: readonly {
    readonly layer: string;
    readonly at: readonly [x: number, y: number];
    /** Of a capital letter, m. */
    readonly height: number;
    readonly text: string;
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
}

interface DrawingLayer {
  readonly name: string;
  /** AutoCAD colour index, 1–255. */
  readonly index: number;
  /** `#rrggbb` on paper. */
  readonly colour: string;
}

/** Least and greatest x and y of a drawing. */
export function drawingBounds({
  lines,
  texts,
}: Drawing): readonly [left: number, foot: number, right: number, top: number] {
  const all = [...lines.flatMap(({ points }) => points), ...texts.map(({ at }) => at)];
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const ANCHORS = { start: 0, middle: 1, end: 2 } as const;

/**
 * The drawing as DXF of release 12 (AC1009), which every CAD program reads: polylines and texts in metres. Letters beyond ASCII are
 * written as \U+XXXX. (Autodesk, DXF Reference: group codes.)
 */
export function dxfOf(drawing: Drawing): string {
  const [left, foot, right, top] = drawingBounds(drawing);
  const codes: (readonly [code: number, value: string | number])[] = [
    [0, 'SECTION'],
    [2, 'HEADER'],
    [9, '$ACADVER'],
    [1, 'AC1009'],
    [9, '$EXTMIN'],
    [10, left],
    [20, foot],
    [9, '$EXTMAX'],
    [10, right],
    [20, top],
    [0, 'ENDSEC'],
    [0, 'SECTION'],
    [2, 'TABLES'],
    [0, 'TABLE'],
    [2, 'LAYER'],
    [70, drawing.layers.length],
    ...drawing.layers.flatMap(
      ({ name, index }) =>
        [
          [0, 'LAYER'],
          [2, name],
          [70, 0],
          [62, index],
          [6, 'CONTINUOUS'],
        ] as const,
    ),
    [0, 'ENDTAB'],
    [0, 'ENDSEC'],
    [0, 'SECTION'],
    [2, 'ENTITIES'],
    ...drawing.lines.flatMap(({ layer, points }) => [
      [0, 'POLYLINE'] as const,
      [8, layer] as const,
      [66, 1] as const,
      [10, 0] as const,
      [20, 0] as const,
      [30, 0] as const,
      ...points.flatMap(
        ([x, y]) =>
          [
            [0, 'VERTEX'],
            [8, layer],
            [10, x],
            [20, y],
            [30, 0],
          ] as const,
      ),
      [0, 'SEQEND'] as const,
      [8, layer] as const,
    ]),
    ...drawing.texts.flatMap(
      ({ layer, at: [x, y], height, text, anchor }) =>
        [
          [0, 'TEXT'],
          [8, layer],
          [10, x],
          [20, y],
          [30, 0],
          [40, height],
          [1, escaped(text)],
          [72, ANCHORS[anchor]],
          [11, x],
          [21, y],
          [31, 0],
        ] as const,
    ),
    [0, 'ENDSEC'],
    [0, 'EOF'],
  ];
  return codes.map(([code, value]) => `${String(code).padStart(3)}\r\n${written(value)}\r\n`).join('');
}

function written(value: string | number): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : String(value);
}

function escaped(text: string): string {
  return Array.from(text.replace(/[\r\n]+/g, ' '), (letter) =>
    /[ -~]/.test(letter)
      ? letter
      : Array.from(
          { length: letter.length },
          (_, i) => `\\U+${letter.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0')}`,
        ).join(''),
  ).join('');
}

/** The drawing as SVG, a metre a unit, with a margin of a twentieth. */
export function svgOf(drawing: Drawing): string {
  const [left, foot, right, top] = drawingBounds(drawing);
  const margin = 0.05 * Math.max(right - left, top - foot, 1);
  const [width, height] = [right - left + 2 * margin, top - foot + 2 * margin];
  const n = (value: number) => String(Number(value.toFixed(3)));
  const [x, y] = [(value: number) => n(value - left + margin), (value: number) => n(top + margin - value)];
  const colours = new Map(drawing.layers.map((each) => [each.name, each.colour]));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}">`,
    ...drawing.lines.map(
      ({ layer, points }) =>
        `<polyline data-layer="${layer}" fill="none" stroke="${colours.get(layer) ?? '#000000'}" stroke-width="${n(width / 700)}" points="${points.map(([u, w]) => `${x(u)},${y(w)}`).join(' ')}"/>`,
    ),
    ...drawing.texts.map(
      ({ layer, at, height: size, text, anchor }) =>
        `<text data-layer="${layer}" x="${x(at[0])}" y="${y(at[1])}" font-family="Noto Sans SC, sans-serif" font-size="${n(size * 1.4)}" text-anchor="${anchor}" fill="${colours.get(layer) ?? '#000000'}">${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text>`,
    ),
    '</svg>',
  ].join('\n');
}
