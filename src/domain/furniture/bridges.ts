import {
  addDeck,
  addDeckLamps,
  addLaneLines,
  addParapets,
  type DeckSection,
  deckHalves,
  type Station,
} from './bridge-deck.ts';
import type { Mesh } from './mesh.ts';
import { PAINT } from './paint.ts';
import { beginMesh, box, type Draft, finishMesh, loft, type Point, part, tube, turned } from './solid.ts';

/** Bridges run along y with their middle at the origin, on the ground. All lengths in metres. */
export interface CableStayedSpec {
  readonly mainSpan: number;
  readonly sideSpan: number;
  /** Ground to tower top. */
  readonly towerHeight: number;
  readonly width: number;
  /** Ground to carriageway on the main bridge. */
  readonly deckHeight: number;
  /** Length of each approach, falling from deckHeight to the road. */
  readonly approach: number;
  readonly lanes?: number;
  /** Stays a side of a tower and cable plane. */
  readonly stays?: number;
  /** Radius of a stay; drawn 0.3 m, twice its sheath, so that it does not break up into dots at 500 m. */
  readonly stayRadius?: number;
}

export interface GirderSpec {
  /** All spans together, without ramps. */
  readonly length: number;
  readonly spans: number;
  readonly width: number;
  readonly deckHeight: number;
  /** Length of each ramp. */
  readonly approach: number;
  readonly lanes?: number;
}

/** Published dimensions of the 东大桥 over 洸府河 (domain.md §2.1): 1831 m, 140 + 320 + 140 m, 77 m, 40 m, 6 lanes. */
export const FLAGSHIP: CableStayedSpec = {
  mainSpan: 320,
  sideSpan: 140,
  towerHeight: 77,
  width: 40,
  deckHeight: 12,
  approach: 615.5,
  lanes: 6,
  stays: 13,
};

/** Where the approach stops being a viaduct and becomes a ramp between walls: metres of carriageway height. */
const RAMP_HEIGHT = 4;
const ROAD = 0.15;
const PIER = { color: PAINT.girder };
const TOWER = { color: PAINT.tower };

/** A double-tower, double-plane cable-stayed bridge: H towers with leaning legs, semi-harp stays, composite deck. */
export function buildCableStayedBridge(spec: CableStayedSpec): Mesh {
  positive(
    'Cable-stayed bridge',
    spec.mainSpan,
    spec.sideSpan,
    spec.towerHeight - spec.deckHeight,
    spec.width,
    spec.deckHeight,
  );
  const section: DeckSection = { width: spec.width, depth: 3, edge: 2, footway: 3.2 };
  const end = spec.mainSpan / 2 + spec.sideSpan;
  const radius = spec.stayRadius ?? 0.3;
  const draft = beginMesh();
  addRoad(draft, section, end, spec.deckHeight, spec.approach, spec.lanes ?? 6);
  part(draft, 'crossbeams', 2, () => crossbeams(draft, section, end, spec.deckHeight));
  part(draft, 'piers', 1, () => {
    for (const side of [-1, 1]) {
      pier(draft, section, side * end, spec.deckHeight);
      viaductPiers(draft, section, side, end, spec.deckHeight, spec.approach, 35);
    }
  });
  for (const [name, y] of [
    ['tower-south', -spec.mainSpan / 2],
    ['tower-north', spec.mainSpan / 2],
  ] as const)
    part(draft, name, 3, () => tower(draft, spec, y));
  for (const [name, y] of [
    ['stays-south', -spec.mainSpan / 2],
    ['stays-north', spec.mainSpan / 2],
  ] as const)
    part(draft, name, 4, () => {
      for (const stay of staysOf(spec, y)) {
        tube(draft, stay, radius, radius, 3, { color: PAINT.stay });
        anchorage(draft, stay, radius);
      }
    });
  return finishMesh(draft);
}

/** A girder bridge or overpass of equal spans on two-column piers, with ramps between walls. */
export function buildGirderBridge(spec: GirderSpec): Mesh {
  positive('Girder bridge', spec.length, spec.spans, spec.width, spec.deckHeight);
  const narrow = spec.width < 22;
  const section: DeckSection = {
    width: spec.width,
    depth: Math.min(spec.deckHeight * 0.35, Math.max(1.2, spec.length / spec.spans / 20)),
    edge: 0.6,
    footway: narrow ? 0.6 : 3,
  };
  const end = spec.length / 2;
  const draft = beginMesh();
  addRoad(draft, section, end, spec.deckHeight, spec.approach, spec.lanes ?? (narrow ? 4 : 6));
  part(draft, 'piers', 1, () => {
    for (let i = 0; i <= spec.spans; i++) pier(draft, section, -end + (i * spec.length) / spec.spans, spec.deckHeight);
    for (const side of [-1, 1]) viaductPiers(draft, section, side, end, spec.deckHeight, spec.approach, 30);
  });
  return finishMesh(draft);
}

/**
 * The stays of the tower at `y`, each from its anchor on a tower leg to its anchor on the deck, outermost last, in the
 * order: main span then side span, −x plane then +x plane.
 */
export function staysOf(spec: CableStayedSpec, y: number): [tower: Point, deck: Point][] {
  const count = spec.stays ?? 13;
  const towards = y < 0 ? 1 : -1;
  const above = spec.towerHeight - spec.deckHeight;
  const anchor = spec.width / 2 - 0.9;
  const stays: [Point, Point][] = [];
  for (const [direction, reach] of [
    [towards, spec.mainSpan / 2 - 6],
    [-towards, spec.sideSpan - 4],
  ] as const)
    for (const side of [-1, 1])
      for (let i = 1; i <= count; i++) {
        const z = spec.deckHeight + above * (0.5 + (0.44 * i) / count);
        stays.push([
          [side * legAt(spec, z), y, z],
          [side * anchor, y + direction * (12 + ((reach - 12) * i) / count), spec.deckHeight + 0.25],
        ]);
      }
  return stays;
}

/** Distance of a tower leg's axis from the bridge's axis at height z: the legs lean inward above the deck. */
function legAt(spec: CableStayedSpec, z: number): number {
  const outer = spec.width / 2 + 1.9;
  const t = Math.min(1, Math.max(0, (z - spec.deckHeight) / (spec.towerHeight - spec.deckHeight)));
  return outer - t * spec.width * 0.16;
}

function tower(draft: Draft, spec: CableStayedSpec, y: number): void {
  const { deckHeight, towerHeight, width } = spec;
  const heights = [0, deckHeight, deckHeight + (towerHeight - deckHeight) * 0.5, towerHeight];
  for (const side of [-1, 1]) {
    const rings = heights.map((z, i): Point[] => {
      const x = side * (z <= deckHeight ? width / 2 + 1.9 : legAt(spec, z));
      const [w, d] = [
        [1.9, 3.4],
        [1.7, 3],
        [1.5, 2.6],
        [1.3, 2.3],
      ][i]!.map((size) => size) as [number, number];
      // Chamfered corners catch the light on both edges.
      const [c, k] = [w * 0.7, d * 0.8];
      return [
        [x + w, y - k, z],
        [x + w, y + k, z],
        [x + c, y + d, z],
        [x - c, y + d, z],
        [x - w, y + k, z],
        [x - w, y - k, z],
        [x - c, y - d, z],
        [x + c, y - d, z],
      ];
    });
    loft(draft, rings, TOWER);
    box(draft, [side * (width / 2 + 1.9), y, 0], [7, 10, 1.6], PIER);
  }
  const beams = [
    [deckHeight - 3 - 2.6, 2.6],
    [deckHeight + (towerHeight - deckHeight) * 0.46, 3],
    [towerHeight - 5.2, 2.6],
  ] as const;
  for (const [z, h] of beams) if (z > 0) box(draft, [0, y, z], [2 * legAt(spec, z), 2.8, h], TOWER);
}

/** Deck, lane lines and parapets from ramp to ramp. */
function addRoad(
  draft: Draft,
  section: DeckSection,
  end: number,
  height: number,
  approach: number,
  lanes: number,
): void {
  const slope = approach > 0 ? (height - ROAD) / approach : 0;
  const foot = Math.min(RAMP_HEIGHT, height);
  const rampLength = approach > 0 ? (foot - ROAD) / slope : 0;
  const tip = end + approach;
  const rampTop = tip - rampLength;
  const at = (y: number): Station => ({ y, z: Math.abs(y) <= end ? height : height - (Math.abs(y) - end) * slope });
  part(draft, 'deck', 2, () => addDeck(draft, section, [at(-end), at(end)]));
  if (approach > 0)
    for (const [name, side] of [
      ['approach-south', -1],
      ['approach-north', 1],
    ] as const)
      part(draft, name, 2, () => {
        const run = (from: number, to: number): Station[] => [at(side * from), at(side * to)].sort((a, b) => a.y - b.y);
        if (rampTop - end > 0.5) addDeck(draft, section, run(end, rampTop));
        addDeck(draft, section, run(rampTop, tip), true);
      });
  const line = [-tip, -end, end, tip].filter((y, i, all) => i === 0 || y > all[i - 1]!).map(at);
  part(draft, 'parapets', 2, () => addParapets(draft, section, line));
  part(draft, 'lamps', 2, () => addDeckLamps(draft, section, [at(-end), at(end)], 35));
  part(draft, 'markings', 2, () => {
    for (let i = 0; i + 1 < line.length; i++) addLaneLines(draft, section, line[i]!, line[i + 1]!, lanes);
  });
}

function viaductPiers(
  draft: Draft,
  section: DeckSection,
  side: number,
  end: number,
  height: number,
  approach: number,
  spacing: number,
): void {
  if (approach <= 0) return;
  const slope = (height - ROAD) / approach;
  for (let d = spacing; height - d * slope > RAMP_HEIGHT; d += spacing)
    pier(draft, section, side * (end + d), height - d * slope);
}

/** A sleeve where a stay meets the deck, and one where it leaves the tower. */
function anchorage(draft: Draft, [tower, deck]: readonly [Point, Point], radius: number): void {
  const along = [0, 1, 2].map((k) => tower[k]! - deck[k]!) as [number, number, number];
  const length = Math.hypot(...along);
  const at = (metres: number): Point =>
    [0, 1, 2].map((k) => deck[k]! + (along[k]! * metres) / length) as [number, number, number];
  tube(draft, [at(-0.2), at(2.6)], radius * 1.9, radius * 1.5, 5, { color: PAINT.frame });
}

/** Beams across under the deck of a cable-stayed bridge, from one edge girder to the other. */
function crossbeams(draft: Draft, section: DeckSection, end: number, deck: number): void {
  const width = section.width - 2 * section.edge;
  for (let y = -end + 10; y <= end - 10; y += 20)
    box(draft, [0, y, deck - section.depth - 0.7], [width * 0.62, 0.8, 0.75], PIER);
}

/** Two columns under a cap beam. */
function pier(draft: Draft, section: DeckSection, y: number, deck: number): void {
  const under = deck - section.depth;
  const cap = Math.min(1.4, under * 0.4);
  const reach = deckHalves(section).carriageway * 0.9;
  const [wide, low] = [section.width * 0.31, under - cap];
  // A hammerhead: the cap is deeper over its columns than at its tips.
  const profile = (at: number): Point[] => [
    [-wide * 0.72, at, low],
    [-wide, at, under - cap * 0.5],
    [-wide, at, under],
    [wide, at, under],
    [wide, at, under - cap * 0.5],
    [wide * 0.72, at, low],
  ];
  loft(draft, [profile(y - 0.9), profile(y + 0.9)], PIER);
  for (const side of [-1, 1]) {
    const x = side * reach * 0.55;
    turned(
      draft,
      [x, y],
      [
        [0, 0.9],
        [low, 0.85],
      ],
      8,
      PIER,
    );
    box(draft, [x, y, 0], [2.6, 2.6, 0.35], PIER);
    for (const row of [-0.5, 0.5]) box(draft, [x, y + row, under - 0.02], [0.7, 0.5, 0.06], { color: PAINT.dark });
  }
}

function positive(what: string, ...lengths: number[]): void {
  if (lengths.some((each) => !(each > 0)))
    throw new RangeError(
      `${what}: lengths ${lengths.join(', ')} m must all be above 0 (and the tower above the deck).`,
    );
}
