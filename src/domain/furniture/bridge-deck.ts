import { PAINT } from './paint.ts';
import { type Draft, face, loft, type Point, type Skin } from './solid.ts';

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

/** Parapets on both edges: a rail on a low wall, continuous through the stations. */
export function addParapets(draft: Draft, section: DeckSection, stations: readonly Station[]): void {
  const { footway } = deckHalves(section);
  for (const side of [-1, 1])
    for (const [foot, top, half] of [
      [0.3, 0.62, 0.09],
      [1.12, 1.24, 0.06],
    ] as const) {
      const x = side * (footway + 0.2);
      const ring = ({ y, z }: Station): Point[] => [
        [x - half, y, z + foot],
        [x - half, y, z + top],
        [x + half, y, z + top],
        [x + half, y, z + foot],
      ];
      loft(draft, stations.map(ring), { color: PAINT.parapet });
    }
}
