import { PAINT } from './paint.ts';
import { box, type Draft, face, loft, type Point, type Skin, tube, turned } from './solid.ts';

/** A cross-section of a deck: what lies where between the two edges. All in metres. */
export interface DeckSection {
  readonly width: number;
  /** Structural depth under the carriageway. */
  readonly depth: number;
  /** Each side: edge beam with the parapet (and the stays of a cable-stayed bridge), then the footway. */
  readonly edge: number;
  readonly footway: number;
}

/** A station along the bridge: y, and the height of the carriageway above the ground there. */
export interface Station {
  readonly y: number;
  readonly z: number;
}

const KERB = 0.2;

/** Half-widths of the carriageway and of the footway's outer edge. */
export function deckHalves({ width, edge, footway }: DeckSection): { carriageway: number; footway: number } {
  return { carriageway: width / 2 - edge - footway, footway: width / 2 - edge };
}

/**
 * The deck through `stations` (in order of y): box girder, asphalt, raised footways, edge beams, edge and centre lines.
 * `walled` closes it down to the ground: a ramp between retaining walls.
 */
export function addDeck(draft: Draft, section: DeckSection, stations: readonly Station[], walled = false): void {
  const half = section.width / 2;
  const { carriageway: c, footway: f } = deckHalves(section);
  const line = 0.18;
  const paint = (color: string): Skin => ({ color });
  // Counter-clockwise seen against +y (x to the left of the reader): from the underside up the −x edge, across, and down.
  const outline = (z: number): { at: [x: number, z: number]; skin: Skin }[] => {
    const low = walled ? 0 : z - section.depth;
    const haunch = walled ? 0 : z - 0.55;
    const belly = walled ? half : half * 0.62;
    const top: [number, number, string][] = [
      [-half, z + KERB + 0.1, PAINT.girder],
      [-f, z + KERB + 0.1, PAINT.girder],
      [-f, z + KERB, PAINT.footway],
      [-c, z + KERB, PAINT.parapet],
      [-c, z, PAINT.asphalt],
      [-c + 0.5, z, PAINT.marking],
      [-c + 0.5 + line, z, PAINT.asphalt],
      [-0.35, z, PAINT.centreLine],
      [-0.35 + line, z, PAINT.asphalt],
      [0.35 - line, z, PAINT.centreLine],
      [0.35, z, PAINT.asphalt],
      [c - 0.5 - line, z, PAINT.marking],
      [c - 0.5, z, PAINT.asphalt],
      [c, z, PAINT.parapet],
      [c, z + KERB, PAINT.footway],
      [f, z + KERB, PAINT.girder],
      [f, z + KERB + 0.1, PAINT.girder],
      [half, z + KERB + 0.1, PAINT.girder],
    ];
    return [
      { at: [-belly, low], skin: paint(PAINT.girder) },
      { at: [-half, haunch], skin: paint(PAINT.girder) },
      ...top.map(([x, height, color]) => ({ at: [x, height] as [number, number], skin: paint(color) })),
      { at: [half, haunch], skin: paint(PAINT.girder) },
      { at: [belly, low], skin: paint(PAINT.girder) },
    ];
  };
  const skins = outline(0).map((each) => each.skin);
  const rings = stations.map(({ y, z }) => outline(z).map(({ at: [x, height] }): Point => [x, y, height]));
  loft(draft, rings, paint(PAINT.girder), { sideSkin: (side) => skins[side]!, starEnds: true });
}

/** Dashed lane lines, 6 m on 9 m off (GB 5768.3), painted on the deck between two stations. Open faces, not solids. */
export function addLaneLines(draft: Draft, section: DeckSection, from: Station, to: Station, lanes: number): void {
  const { carriageway } = deckHalves(section);
  const perSide = lanes / 2;
  const lane = (carriageway - 0.85) / perSide;
  const slope = (to.z - from.z) / (to.y - from.y);
  for (let y = from.y + 4; y + 6 <= to.y; y += 15)
    for (let i = 1; i < perSide; i++)
      for (const side of [-1, 1]) {
        const x = side * (0.35 + i * lane);
        const z = (at: number): number => from.z + (at - from.y) * slope + 0.02;
        const corners: Point[] = [
          [x - 0.075, y, z(y)],
          [x + 0.075, y, z(y)],
          [x + 0.075, y + 6, z(y + 6)],
          [x - 0.075, y + 6, z(y + 6)],
        ];
        face(draft, corners, { color: PAINT.marking });
      }
}

/** Metres between balusters, and the longest bridge that has them: beyond they would be more than the bridge itself. */
const BALUSTER = 3;
const BALUSTERED = 700;

/** Parapets on both edges: a low wall, balusters and a hand rail, continuous through the stations. */
export function addParapets(draft: Draft, section: DeckSection, stations: readonly Station[]): void {
  const { footway } = deckHalves(section);
  const skin = { color: PAINT.parapet };
  for (const side of [-1, 1]) {
    const x = side * (footway + 0.2);
    for (const [foot, top, half] of [
      [0.3, 0.55, 0.09],
      [1.14, 1.24, 0.06],
      [0.82, 0.87, 0.03],
    ] as const) {
      const ring = ({ y, z }: Station): Point[] => [
        [x - half, y, z + foot],
        [x - half, y, z + top],
        [x + half, y, z + top],
        [x + half, y, z + foot],
      ];
      loft(draft, stations.map(ring), skin);
    }
    const from = stations[0]!;
    const to = stations[stations.length - 1]!;
    if (to.y - from.y > BALUSTERED) continue;
    for (let y = from.y + 1; y < to.y; y += BALUSTER)
      box(draft, [x, y, heightAt(stations, y) + 0.55], [0.07, 0.07, 0.6], skin);
  }
}

/** Slim lamps with an arm each way along both edges of the deck: part of the bridge, no assets. */
export function addDeckLamps(draft: Draft, section: DeckSection, stations: readonly Station[], spacing: number): void {
  const { carriageway } = deckHalves(section);
  const [from, to] = [stations[0]!.y, stations[stations.length - 1]!.y];
  const count = Math.floor((to - from) / spacing);
  const skin = { color: PAINT.galvanised };
  for (let i = 0; i < count; i++) {
    const y = from + ((to - from) * (i + 0.5)) / count;
    const z = heightAt(stations, y) + KERB;
    for (const side of [-1, 1]) {
      const x = side * (carriageway + 0.45);
      turned(
        draft,
        [x, y],
        [
          [z, 0.11],
          [z + 9, 0.06],
        ],
        5,
        skin,
      );
      const reach: Point[] = [
        [x, y, z + 8.2],
        [x - side * 0.9, y, z + 9.2],
        [x - side * 2, y, z + 9.35],
      ];
      tube(draft, reach, 0.05, 0.04, 3, skin);
      box(draft, [x - side * 2.3, y, z + 9.28], [0.7, 0.28, 0.1], { color: PAINT.casing });
    }
  }
}

/** Height of the carriageway at y, between the stations. */
function heightAt(stations: readonly Station[], y: number): number {
  for (let i = 1; i < stations.length; i++) {
    const [a, b] = [stations[i - 1]!, stations[i]!];
    if (y <= b.y) return a.z + ((b.z - a.z) * (y - a.y)) / (b.y - a.y);
  }
  return stations[stations.length - 1]!.z;
}
