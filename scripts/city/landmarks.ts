import type { StructureFeature } from '../tiles/feature.ts';
import type { CityData } from './city-data.ts';
import type { Point } from './plane.ts';
import { geographic } from './register.ts';

type Corner = readonly [x: number, y: number, z: number];

/** Triangles with a colour each, in metres about the landmark. */
interface Model {
  readonly corners: Corner[];
  readonly colors: string[];
}

const STONE = '#b9b2a5';
const TIMBER = '#8f3b2e';
const PLASTER = '#e9e2d3';
const TILE = '#5b5f63';
const CONCRETE = '#e6e2da';
const GLASS = '#8fa9b8';
const ROOF = '#c9cdd1';

/** The landmarks that have a shape of their own, after their `kind`; forms are 示意. */
export function* landmarkStructures(data: CityData): Generator<StructureFeature> {
  for (const place of data.landmarks) {
    const build = place.kind === 'gate-tower' ? gateTower : place.kind === 'station' ? stationHall : null;
    if (!build) continue;
    const model: Model = { corners: [], colors: [] };
    build(model);
    yield {
      kind: 'structure',
      id: `S-${place.id}`,
      class: 'landmark',
      triangles: Float64Array.from(
        model.corners.flatMap(([x, y, z]) => [...geographic(data, shifted(place.at, x, y)), z]),
      ),
      color: model.colors,
    };
  }
}

function shifted(at: Point, x: number, y: number): Point {
  return [at[0] + x, at[1] + y];
}

/** A tower on a city-wall terrace: two timber storeys, each under its own hipped roof with wide eaves. */
function gateTower(model: Model): void {
  frustum(model, 22, 14, 0, 20.6, 12.6, 6.2, STONE);
  box(model, 0, 0, 41.6, 25.6, 6.2, 7.1, STONE);
  box(model, 0, 0, 27, 13, 6.2, 7.4, STONE);
  box(model, 0, 0, 24, 10.4, 7.4, 11.6, TIMBER);
  for (let i = -3; i <= 3; i++)
    for (const side of [-1, 1]) box(model, i * 4.2, side * 6.2, 0.6, 0.6, 7.4, 11.6, TIMBER);
  hipRoof(model, 31, 17, 11.2, 14, 24.6, 9.8, TILE);
  box(model, 0, 0, 20, 8, 13.4, 17.4, TIMBER);
  box(model, 0, 0, 20.6, 8.6, 14.1, 14.5, PLASTER);
  hipRoof(model, 26.5, 14.2, 17, 21.4, 13.5, 0.8, TILE);
  box(model, 0, 0, 14.2, 0.9, 21.2, 22, TILE);
}

/** A long hall with a taller glazed middle, wings, two platform roofs on the track side (south). */
function stationHall(model: Model): void {
  box(model, 0, 0, 140, 26, 0, 13, CONCRETE);
  box(model, 0, 13.3, 128, 0.6, 1, 11, GLASS);
  box(model, 0, 1, 62, 32, 0, 21, CONCRETE);
  box(model, 0, 17.4, 54, 0.8, 1, 18.5, GLASS);
  box(model, 0, 3, 74, 42, 21, 22.8, ROOF);
  box(model, 0, 0, 146, 32, 13, 14, ROOF);
  for (let i = -4; i <= 4; i++) box(model, i * 7, 20, 1.1, 1.1, 0, 21, CONCRETE);
  for (const y of [-60, -96]) {
    box(model, 0, y, 300, 7, 0, 1.1, STONE);
    box(model, 0, y, 300, 9, 5.6, 6, ROOF);
    for (let i = -12; i <= 12; i++) box(model, i * 12, y, 0.5, 0.5, 1.1, 5.6, CONCRETE);
  }
}

function quad(model: Model, a: Corner, b: Corner, c: Corner, d: Corner, color: string): void {
  model.corners.push(a, b, c, a, c, d);
  model.colors.push(color, color);
}

function triangle(model: Model, a: Corner, b: Corner, c: Corner, color: string): void {
  model.corners.push(a, b, c);
  model.colors.push(color);
}

function box(model: Model, x: number, y: number, w: number, d: number, low: number, high: number, color: string): void {
  prism(model, corners(x, y, w / 2, d / 2, low), corners(x, y, w / 2, d / 2, high), color);
}

/** Half sizes at the foot and at the top. */
function frustum(
  model: Model,
  w: number,
  d: number,
  low: number,
  w2: number,
  d2: number,
  high: number,
  color: string,
): void {
  prism(model, corners(0, 0, w, d, low), corners(0, 0, w2, d2, high), color);
}

function corners(x: number, y: number, w: number, d: number, z: number): Corner[] {
  return [
    [x - w, y - d, z],
    [x + w, y - d, z],
    [x + w, y + d, z],
    [x - w, y + d, z],
  ];
}

function prism(model: Model, foot: readonly Corner[], top: readonly Corner[], color: string): void {
  for (let i = 0; i < 4; i++) {
    const j = (i + 1) % 4;
    quad(model, foot[i]!, foot[j]!, top[j]!, top[i]!, color);
  }
  quad(model, top[0]!, top[1]!, top[2]!, top[3]!, color);
  quad(model, foot[3]!, foot[2]!, foot[1]!, foot[0]!, color);
}

/** Hipped roof of `w` × `d` metres from the eaves to a ridge (or flat top) of `w2` × `d2`, closed underneath. */
function hipRoof(
  model: Model,
  w: number,
  d: number,
  eaves: number,
  ridge: number,
  w2: number,
  d2: number,
  color: string,
): void {
  const foot = corners(0, 0, w / 2, d / 2, eaves);
  // The corners of the eaves turn up a little.
  const lip = foot.map(([x, y, z]): Corner => [x * 1.02, y * 1.03, z + 0.5]);
  const top = corners(0, 0, w2 / 2, d2 / 2, ridge);
  for (let i = 0; i < 4; i++) {
    const j = (i + 1) % 4;
    const middle: Corner = [(foot[i]![0] + foot[j]![0]) / 2, (foot[i]![1] + foot[j]![1]) / 2, eaves];
    triangle(model, lip[i]!, middle, top[i]!, color);
    triangle(model, middle, lip[j]!, top[j]!, color);
    triangle(model, middle, top[j]!, top[i]!, color);
    triangle(model, middle, lip[i]!, [0, 0, eaves], TIMBER);
    triangle(model, lip[j]!, middle, [0, 0, eaves], TIMBER);
  }
  quad(model, top[0]!, top[1]!, top[2]!, top[3]!, color);
}
