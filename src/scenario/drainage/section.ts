import type { Drawing } from '../../domain/drawing.ts';
import { depthAt, type Inundation } from './inundation.ts';
import { isSurveyed } from './report.ts';
import { cellOfMetres, metresOn } from './site-grid.ts';
import type { StormAnswer } from './storm-run.ts';

/** A place along a section. */
export interface SectionStation {
  /** m from its begin. */
  readonly chainage: number;
  /** m, as it is and with the works. */
  readonly ground: number;
  readonly raised: number;
  /** Level of the water, m; null where it is dry, and everywhere on a drawn terrain, which carries no level. */
  readonly before: number | null;
  readonly after: number | null;
}

type Place = readonly [longitude: number, latitude: number];

/**
 * Ground, road with the works and water at the end of a minute along a straight line, a station each half cell. Stations outside the
 * terrain are left out. Throws a RangeError where the line has no length or lies off the terrain.
 */
export function sectionAlong(answer: StormAnswer, from: Place, to: Place, minute: number): SectionStation[] {
  const { grid, inputs } = answer.question;
  const [[ax, ay], [bx, by]] = [metresOn(grid, ...from), metresOn(grid, ...to)];
  const length = Math.hypot(bx - ax, by - ay);
  if (!(length >= grid.cell))
    throw new RangeError(`A section of ${length.toFixed(1)} m: draw it over at least one cell of ${grid.cell} m.`);
  const surveyed = isSurveyed(inputs.terrain);
  const level = (run: Inundation, cell: number) => {
    const depth = surveyed ? depthAt(run, cell, minute) : 0;
    return depth > 0 ? (run.terrain.ground[cell] as number) + depth : null;
  };
  const steps = Math.max(2, Math.round((2 * length) / grid.cell));
  const stations = Array.from({ length: steps + 1 }, (_, step) => step / steps).flatMap((share): SectionStation[] => {
    const cell = cellOfMetres(grid, ax + (bx - ax) * share, ay + (by - ay) * share);
    if (cell === null) return [];
    return [
      {
        chainage: share * length,
        ground: answer.before.terrain.ground[cell] as number,
        raised: answer.after.terrain.ground[cell] as number,
        before: level(answer.before, cell),
        after: level(answer.after, cell),
      },
    ];
  });
  if (stations.length < 2) throw new RangeError('The section lies off the terrain; draw it inside.');
  return stations;
}

/** Times that heights are drawn larger than lengths. */
const EXAGGERATION = 20;
const LAYERS = [
  { name: 'FRAME', index: 8, colour: '#8a8f98' },
  { name: 'GROUND', index: 7, colour: '#33383f' },
  { name: 'ROAD', index: 30, colour: '#b9570f' },
  { name: 'WATER_BEFORE', index: 150, colour: '#7d9cc4' },
  { name: 'WATER_AFTER', index: 5, colour: '#1f5fbf' },
  { name: 'NOTE', index: 1, colour: '#c8202f' },
] as const;

/** The section as a sheet, heights drawn 20 times: title and notes over it, so that no copy goes without them. */
export function sectionDrawing(stations: readonly SectionStation[], title: string, notes: readonly string[]): Drawing {
  const heights = stations.flatMap(({ ground, raised, before, after }) =>
    [ground, raised, before, after].filter((each) => each !== null),
  );
  const foot = Math.floor(10 * Math.min(...heights)) / 10;
  const head = Math.ceil(10 * Math.max(...heights)) / 10;
  const [first, last] = [stations[0]?.chainage ?? 0, stations.at(-1)?.chainage ?? 1];
  const size = (last - first) / 70;
  const y = (height: number) => (height - foot) * EXAGGERATION;
  const path = (of: (station: SectionStation) => number | null) => {
    const runs: (readonly [number, number])[][] = [[]];
    for (const station of stations) {
      const height = of(station);
      if (height === null) runs.push([]);
      else runs.at(-1)?.push([station.chainage, y(height)]);
    }
    return runs.filter((run) => run.length > 1);
  };
  const line = (layer: string) => (points: (readonly [number, number])[]) => ({ layer, points });
  const step = Math.max(0.1, Math.ceil((head - foot) * 2) / 10);
  const rungs = Array.from({ length: Math.floor((head - foot) / step + 1e-6) + 1 }, (_, index) => foot + index * step);
  const metres = 10 ** Math.floor(Math.log10((last - first) / 4));
  const marks = Array.from(
    { length: Math.floor((last - first) / (2 * metres)) + 1 },
    (_, index) => first + 2 * metres * index,
  );
  const works = stations.some(({ ground, raised }) => ground !== raised);
  const top = y(head) + 2 * size;
  return {
    layers: LAYERS,
    lines: [
      ...rungs.map((height) =>
        line('FRAME')([
          [first, y(height)],
          [last, y(height)],
        ]),
      ),
      ...path(({ ground }) => ground).map(line('GROUND')),
      ...(works ? path(({ raised }) => raised).map(line('ROAD')) : []),
      ...path(({ before }) => before).map(line('WATER_BEFORE')),
      ...path(({ after }) => after).map(line('WATER_AFTER')),
    ],
    texts: [
      ...rungs.map((height) => ({
        layer: 'FRAME',
        at: [first - size / 2, y(height)] as const,
        height: size,
        text: height.toFixed(1),
        anchor: 'end' as const,
      })),
      ...marks.map((chainage) => ({
        layer: 'FRAME',
        at: [chainage, -2 * size] as const,
        height: size,
        text: String(Math.round(chainage)),
        anchor: 'middle' as const,
      })),
      {
        layer: 'FRAME',
        at: [first, top + size * 1.8 * notes.length],
        height: 1.2 * size,
        text: title,
        anchor: 'start',
      },
      ...notes.map((text, index) => ({
        layer: 'NOTE',
        at: [first, top + size * 1.8 * (notes.length - 1 - index)] as const,
        height: size,
        text,
        anchor: 'start' as const,
      })),
    ],
  };
}
