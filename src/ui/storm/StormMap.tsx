import { useEffect, useRef } from 'react';
import { lightAt } from '../../domain/geo/daytime.ts';
import type { SiteObject } from '../../scenario/drainage/site.ts';
import { cellOfMetres, metresOn, placeOf } from '../../scenario/drainage/site-grid.ts';
import { type StormAnswer, surfaceAt } from '../../scenario/drainage/storm-run.ts';
import { useDesk, useSample, useSay } from '../desk-context.ts';
import { KIND_WORDS, S } from './storm-words.ts';

const SIZE = 720;
type Colour = readonly [red: number, green: number, blue: number];
const FALLS: Colour = [26, 143, 133];
const RISES: Colour = [184, 36, 128];
/** Depths from which the colours of the limits hold, m. */
const DEPTHS: readonly (readonly [from: number, Colour])[] = [
  [0.4, [200, 32, 47]],
  [0.27, [212, 96, 10]],
  [0.15, [184, 134, 0]],
  [0, [72, 132, 220]],
];

/** The site from above, north up: the ground, the water of a minute or what the works change it by, points and works. */
export function StormMap(props: {
  readonly answer: StormAnswer;
  readonly minute: number;
  readonly name: string;
  readonly built: readonly SiteObject[];
  readonly chosen: string;
  /** A place was clicked; absent while nothing is to be placed. */
  readonly place: ((at: readonly [number, number]) => void) | null;
  /** Ends of the section that is being drawn. */
  readonly line: readonly [readonly [number, number], readonly [number, number]] | null;
  readonly notes: readonly string[];
}) {
  const { answer, minute, name, built, chosen, place, line, notes } = props;
  const { port, em } = useDesk();
  const say = useSay();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { centre } = port.catalog.city;
  const light = useSample((each) => lightAt(each.at(), centre[0], centre[1]));
  const { grid } = answer.question;
  const side = Math.max(grid.columns, grid.rows) * grid.cell;
  const scale = SIZE / side;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the light changes the colours that are read here
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const style = getComputedStyle(element);
    const colour = (token: string) => style.getPropertyValue(`--${token}`).trim();
    context.clearRect(0, 0, SIZE, SIZE);
    const bitmap = raster(answer, minute);
    context.imageSmoothingEnabled = false;
    const [width, height] = [grid.columns * grid.cell * scale, grid.rows * grid.cell * scale];
    context.drawImage(bitmap, 0, SIZE - height, width, height);
    const at = (longitude: number, latitude: number): [number, number] => {
      const [x, y] = metresOn(grid, longitude, latitude);
      return [(x - grid.corner[0]) * scale, SIZE - (y - grid.corner[1]) * scale];
    };
    const size = 0.86 * em * (SIZE / Math.max(1, element.clientWidth));
    context.font = `600 ${size}px ${style.fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const label = (words: string, x: number, y: number) => {
      context.lineWidth = size / 3;
      context.strokeStyle = colour('surface');
      context.lineJoin = 'round';
      context.strokeText(words, x, y);
      context.fillStyle = colour('text');
      context.fillText(words, x, y);
    };
    for (const each of built) {
      const [x, y] = at(each.position[0], each.position[1]);
      context.fillStyle = colour('accent');
      context.fillRect(x - size / 3, y - size / 3, (2 * size) / 3, (2 * size) / 3);
    }
    answer.points.forEach((point, index) => {
      const [x, y] = at(...point.place);
      context.beginPath();
      context.arc(x, y, 0.7 * size, 0, 2 * Math.PI);
      context.fillStyle = colour(point.id === chosen ? 'accent' : 'surface');
      context.fill();
      context.lineWidth = size / 9;
      context.strokeStyle = colour(point.id === chosen ? 'surface' : 'text');
      context.stroke();
      context.fillStyle = context.strokeStyle;
      context.fillText(String(index + 1), x, y);
    });
    for (const each of built) {
      const [x, y] = at(each.position[0], each.position[1]);
      const kind = each.attributes.kind as keyof typeof KIND_WORDS;
      if (kind in KIND_WORDS) label(say(KIND_WORDS[kind]), x, y - 1.5 * size);
    }
    if (line) {
      context.beginPath();
      context.moveTo(...at(...line[0]));
      context.lineTo(...at(...line[1]));
      context.lineWidth = size / 5;
      context.strokeStyle = colour('status-orange');
      context.stroke();
    }
    context.textAlign = 'left';
    // A scale of 50 m, and what the plan must not be taken for.
    const [left, foot] = [0.9 * size, SIZE - 1.1 * size];
    context.fillStyle = colour('text');
    context.fillRect(left, foot, 50 * scale, size / 6);
    label('50 m', left + 50 * scale + 0.5 * size, foot);
    notes.forEach((note, index) => {
      context.textAlign = 'right';
      label(note, SIZE - 0.7 * size, foot - 1.4 * size * (notes.length - 1 - index));
    });
    context.textAlign = 'left';
    label('N ↑', 0.9 * size, 1.2 * size);
  }, [answer, minute, built, chosen, line, notes, em, light, say]);
  return (
    <canvas
      ref={canvas}
      className="storm-map"
      width={SIZE}
      height={SIZE}
      data-placing={place !== null}
      role="img"
      aria-label={say(S.mapLabel, { point: name })}
      onClick={(event) => {
        if (!place) return;
        const box = event.currentTarget.getBoundingClientRect();
        const [u, w] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
        const cell = cellOfMetres(grid, grid.corner[0] + u * side, grid.corner[1] + (1 - w) * side);
        if (cell !== null) place(placeOf(grid, cell));
      }}
    />
  );
}

/** One pixel a cell, north up: the ground in greys by its height, water over it. */
function raster(answer: StormAnswer, minute: number): HTMLCanvasElement {
  const { grid, inputs } = answer.question;
  const { ground } = inputs.terrain;
  const { kind, values } = surfaceAt(answer, 'after', minute);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const each of ground) [low, high] = [Math.min(low, each), Math.max(high, each)];
  const canvas = document.createElement('canvas');
  canvas.width = grid.columns;
  canvas.height = grid.rows;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const image = context.createImageData(grid.columns, grid.rows);
  for (let cell = 0; cell < ground.length; cell++) {
    const [x, y] = [cell % grid.columns, grid.rows - 1 - Math.floor(cell / grid.columns)];
    // The lower half of the range fills most of the greys: cities are flat.
    const share = Math.sqrt(((ground[cell] as number) - low) / Math.max(0.01, high - low));
    const grey = 150 + 80 * share;
    const metres = values[cell] as number;
    const much =
      kind === 'depth'
        ? metres > 0.005
          ? 0.8
          : 0
        : Math.min(0.85, Math.abs(metres) < 0.005 ? 0 : 0.35 + Math.abs(metres));
    const over =
      kind === 'change' ? (metres > 0 ? RISES : FALLS) : (DEPTHS.find(([from]) => metres >= from)?.[1] ?? FALLS);
    image.data.set([...over.map((each) => grey * (1 - much) + each * much), 255], 4 * (y * grid.columns + x));
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
