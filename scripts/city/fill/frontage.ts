import type { ZoneKind } from '../city-data.ts';
import { gap, type Point, type Ring, rectangle } from '../plane.ts';
import { type BuildingDraft, between, build, type Site, whole } from '../site.ts';

interface FrontageStyle {
  readonly share: number;
  readonly storeys: readonly [number, number];
  readonly depth: readonly [number, number];
  readonly width: readonly [number, number];
  readonly towers: number;
}

/** How the road side of a block is built up, by zone. */
const STYLE: Readonly<Record<ZoneKind, FrontageStyle | null>> = {
  'old-town': { share: 0.85, storeys: [2, 4], depth: [10, 13], width: [22, 46], towers: 0.01 },
  centre: { share: 0.85, storeys: [4, 8], depth: [16, 24], width: [36, 70], towers: 0.3 },
  slab: { share: 0.72, storeys: [3, 6], depth: [11, 15], width: [28, 62], towers: 0.06 },
  tower: { share: 0.55, storeys: [2, 4], depth: [13, 17], width: [34, 80], towers: 0.14 },
  industry: { share: 0.16, storeys: [3, 5], depth: [13, 16], width: [30, 50], towers: 0 },
  field: null,
};

/** Lines the edges that face a named road with shops, offices and a few towers. */
export function buildFrontage(site: Site): void {
  const style = STYLE[site.block.zone];
  if (!style) return;
  const { ring, faces } = site.block;
  for (let i = 0; i < ring.length; i++) {
    const road = faces[i];
    if (!road) continue;
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    const length = gap(a, b);
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    const rich = road.class === 'trunk' || road.class === 'main';
    for (let s = 7; s < length - 14; ) {
      const width = Math.min(between(site.random, ...style.width), length - s - 6);
      if (width < 14) break;
      if (site.random() > style.share) {
        s += width * 0.6;
        continue;
      }
      const depth = between(site.random, ...style.depth);
      const setback = rich ? 5 : 3.5;
      const at = (along: number, inward: number): Point => [
        a[0] + Math.cos(angle) * along - Math.sin(angle) * inward,
        a[1] + Math.sin(angle) * along + Math.cos(angle) * inward,
      ];
      const footprint = rectangle(at(s + width / 2, setback + depth / 2), width, depth, angle);
      const front: NonNullable<BuildingDraft['front']> = { road, edge: [at(s, setback), at(s + width, setback)] };
      const tower = rich && width > 30 && site.random() < style.towers;
      const draft = tower
        ? officeTower(site, footprint, at, s, width, depth, setback, angle)
        : shops(site, footprint, style);
      if (build(site, { ...draft, footprint, front }, 3, 4)) s += width + between(site.random, 4.5, 9);
      else s += 6;
    }
  }
}

function shops(site: Site, ring: Ring, style: FrontageStyle): Omit<BuildingDraft, 'footprint'> {
  const storeys = whole(site.random, ...style.storeys);
  return {
    use: 'commercial',
    storeys,
    year: site.block.zone === 'tower' ? whole(site.random, 2008, 2021) : whole(site.random, 1988, 2014),
    parts: [{ ring, base: 0, top: storeys * 3.6 + 1 }],
  };
}

function officeTower(
  site: Site,
  ring: Ring,
  at: (along: number, inward: number) => Point,
  s: number,
  width: number,
  depth: number,
  setback: number,
  angle: number,
): Omit<BuildingDraft, 'footprint'> {
  const storeys = whole(site.random, 12, 27);
  const podium = whole(site.random, 2, 4) * 4.5;
  const top = podium + (storeys - podium / 4.5) * 3.7;
  const tower = rectangle(at(s + width / 2, setback + depth / 2), Math.min(width * 0.62, 40), depth * 0.86, angle);
  return {
    use: 'office',
    storeys,
    year: whole(site.random, 1998, 2021),
    parts: [
      { ring, base: 0, top: podium },
      { ring: tower, base: podium, top },
    ],
  };
}
