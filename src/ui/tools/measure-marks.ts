import { measureArea, measurePath, type Place } from '../../domain/geo/measure.ts';
import type { Measuring } from '../../state/measuring.ts';
import type { ScenePort } from '../../state/scene-port.ts';
import type { Say } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { M } from './measure-words.ts';
import { type ScreenLine, type ScreenPoint, screenLines } from './screen-lines.ts';

/** CSS pixels of a figure above its place. */
export const ABOVE = 10;

/** What of the scene a measurement needs to be drawn. */
type MeasuredOn = Pick<ScenePort, 'screenOf' | 'groundHeight'>;

/** What is drawn of a measurement over the city, CSS pixels: on the screen, and in a picture that is handed out. */
export interface MeasureMarks {
  /** The lines are the outline of an area. */
  readonly closed: boolean;
  readonly lines: readonly ScreenLine[];
  readonly points: readonly ScreenPoint[];
  /** In two lines at most, `ABOVE` their place. */
  readonly figures: readonly {
    readonly key: string;
    readonly at: ScreenPoint;
    readonly main: string;
    readonly more?: string;
  }[];
}

/** The marks of a measurement as the camera sees it now; what lies behind the camera is left out. */
export function measureMarks(measure: Measuring, port: MeasuredOn, say: Say): MeasureMarks {
  const { kind, points } = measure;
  const [first] = points;
  const closed = kind === 'area' && points.length > 2;
  const figures = figuresOf(measure, port, say);
  const places = port.screenOf(figures.map(({ place }) => place));
  return {
    closed,
    lines: screenLines(port, closed && first ? [...points, first] : kind === 'height' ? upright(points, port) : points),
    points: port.screenOf(points).filter((at) => at !== null),
    figures: figures.flatMap(({ place: _, ...figure }, index) => {
      const at = places[index];
      return at ? [{ ...figure, at }] : [];
    }),
  };
}

export const metres = (value: number) => `${numberText(value, 2)} m`;
export const squareMetres = (value: number) => `${numberText(value, value < 100_000 ? 1 : 0)} m²`;
export const signed = (value: number) => `${value > 0 ? '+' : ''}${numberText(value, 2)} m`;

/** Straight up from the first point to the height of the second, and over to it. */
function upright(points: readonly Place[], { groundHeight }: MeasuredOn): readonly Place[] {
  const [foot, top] = points;
  if (!foot || !top) return points;
  const rise = groundHeight(top[0], top[1]) + top[2] - groundHeight(foot[0], foot[1]);
  return [foot, [foot[0], foot[1], rise], top];
}

interface Figure {
  readonly key: string;
  readonly place: Place;
  readonly main: string;
  readonly more?: string;
}

function figuresOf({ kind, points }: Measuring, port: MeasuredOn, say: Say): readonly Figure[] {
  const ground = port.groundHeight;
  const [first, second] = points;
  if (!first || !second) return [];
  if (kind === 'area') {
    if (points.length < 3) return [];
    const { plan, perimeter } = measureArea(points, ground);
    const mean = (axis: 0 | 1 | 2) => points.reduce((sum, each) => sum + each[axis], 0) / points.length;
    return [
      {
        key: 'area',
        place: [mean(0), mean(1), mean(2)],
        main: squareMetres(plan),
        more: `${say(M.perimeter)} ${metres(perimeter)}`,
      },
    ];
  }
  const { legs, total } = measurePath(points, ground);
  if (kind === 'height') {
    const middle = upright(points, port)[1] as Place;
    return [{ key: 'height', place: [first[0], first[1], (first[2] + middle[2]) / 2], main: signed(total.rise) }];
  }
  const parts = legs.map((leg, index) => {
    const [from, to] = [points[index] as Place, points[index + 1] as Place];
    return {
      key: `leg ${index}`,
      place: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2] as const,
      main: metres(leg.horizontal),
      ...(Math.abs(leg.rise) >= 0.005 ? { more: `∠ ${metres(leg.slope)} · Δ ${signed(leg.rise)}` } : {}),
    };
  });
  return legs.length < 2
    ? parts
    : [...parts, { key: 'total', place: points.at(-1) as Place, main: `Σ ${metres(total.horizontal)}` }];
}
