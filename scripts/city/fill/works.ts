import { GROUND_HEIGHT } from '../../tiles/stacking.ts';
import { type Point, placed } from '../plane.ts';
import { between, build, isFree, plot, reserve, type Site, whole } from '../site.ts';

/** Sheds with shallow gables in rows, an office and a dormitory at the gate. */
export function fillIndustry(site: Site): void {
  const { random, extent } = site;
  const year = whole(random, 1972, 2016);
  const width = between(random, 48, 110);
  const depth = between(random, 22, 42);
  const yard = between(random, 14, 26);
  const office = plot(site, extent.minX + 44, extent.minY + 22, 46, 13);
  build(
    site,
    { use: 'office', storeys: 4, year, parts: [{ ring: office, base: 0, top: 15 }], footprint: office },
    6,
    8,
  );
  for (let y = extent.minY + 12 + depth / 2; y < extent.maxY - 10; y += depth + yard) {
    let x = extent.minX + 12;
    while (x < extent.maxX - 24) {
      const shed = random() < 0.2 ? between(random, 18, 34) : width * between(random, 0.75, 1.05);
      const eaves = between(random, 7, 12);
      const footprint = plot(site, x + shed / 2, y, shed, depth);
      const built = build(
        site,
        {
          use: 'industrial',
          storeys: 1,
          year: year + whole(random, 0, 6),
          parts: [{ ring: footprint, base: 0, top: eaves + depth * 0.08, roof: 'gabled', roofHeight: depth * 0.08 }],
          footprint,
        },
        8,
        9,
      );
      x += built ? shed + between(random, 10, 18) : 14;
    }
  }
}

/** A school: three teaching wings joined by a corridor, a gymnasium and a running track. */
export function fillSchool(site: Site): void {
  const { random, extent } = site;
  const year = whole(random, 1990, 2018);
  track(site, extent.maxX - 55, (extent.minY + extent.maxY) / 2);
  const storeys = whole(random, 4, 5);
  const top = storeys * 3.6 + 1;
  const cx = extent.minX + 50;
  const cy = (extent.minY + extent.maxY) / 2;
  const footprint = plot(site, cx, cy, 66, 74);
  const wing = (dy: number) => ({ ring: plot(site, cx + 4, cy + dy, 58, 10), base: 0, top });
  build(
    site,
    {
      use: 'school',
      storeys,
      year,
      parts: [wing(-32), wing(0), wing(32), { ring: plot(site, cx - 29, cy, 8, 74), base: 0, top: top - 3.6 }],
      footprint,
    },
    8,
    8,
  );
  for (const [x, y, w, d, h, s] of [
    [extent.minX + 110, extent.minY + 26, 42, 26, 12, 1],
    [extent.minX + 110, extent.maxY - 24, 52, 12, 19, 5],
    [extent.minX + 46, extent.maxY - 22, 44, 12, 16, 4],
  ] as const) {
    const ring = plot(site, x, y, w, d);
    build(site, { use: 'school', storeys: s, year, parts: [{ ring, base: 0, top: h }], footprint: ring }, 7, 8);
  }
}

function track(site: Site, x: number, y: number): void {
  for (const [length, radius] of [
    [84, 36],
    [52, 22],
  ] as const) {
    const oval = (inset: number): Point[] => {
      const points: Point[] = [];
      for (let i = 0; i <= 8; i++) {
        const t = (Math.PI * i) / 8;
        points.push([(radius - inset) * Math.cos(t), length / 2 + (radius - inset) * Math.sin(t)]);
      }
      for (let i = 0; i <= 8; i++) {
        const t = Math.PI + (Math.PI * i) / 8;
        points.push([(radius - inset) * Math.cos(t), -length / 2 + (radius - inset) * Math.sin(t)]);
      }
      return points;
    };
    const box = plot(site, x, y, 2 * radius + 4, length + 2 * radius + 4);
    if (!isFree(site, box, 4, 4)) continue;
    reserve(site, box);
    const origin = placed([[x, y]], [0, 0], site.block.angle)[0]!;
    site.patches.push({ class: 'plaza', ring: placed(oval(0), origin, site.block.angle) });
    // The pitch lies inside the track, above it.
    site.patches.push({
      class: 'lawn',
      ring: placed(oval(9), origin, site.block.angle),
      height: GROUND_HEIGHT.plaza + 0.04,
    });
    return;
  }
}

/** A hospital: a ward tower on a podium with two wings, and an out-patient block. */
export function fillHospital(site: Site): void {
  const { random, extent } = site;
  const cx = (extent.minX + extent.maxX) / 2;
  const cy = (extent.minY + extent.maxY) / 2;
  const year = whole(random, 1996, 2018);
  const storeys = whole(random, 12, 20);
  // A cramped block gets a smaller house of the same plan.
  for (const k of [1, 0.75, 0.55]) {
    const piece = (dx: number, dy: number, w: number, d: number) => plot(site, cx + k * dx, cy + k * dy, k * w, k * d);
    const built = build(
      site,
      {
        use: 'hospital',
        storeys,
        year,
        parts: [
          { ring: piece(0, -10, 92, 42), base: 0, top: 18 },
          { ring: piece(0, -8, 64, 20), base: 18, top: storeys * 3.8 },
          { ring: piece(-30, 21, 18, 20), base: 0, top: 22 },
          { ring: piece(30, 21, 18, 20), base: 0, top: 22 },
        ],
        footprint: piece(0, 0, 92, 62),
      },
      5,
      6,
    );
    if (built) break;
  }
  for (const dx of [-80, 80])
    for (const dy of [-42, 0, 42]) {
      const ring = plot(site, cx + dx, cy + dy, 46, 15);
      const floors = whole(random, 4, 9);
      build(
        site,
        { use: 'hospital', storeys: floors, year, parts: [{ ring, base: 0, top: floors * 3.7 + 1 }], footprint: ring },
        7,
        9,
      );
    }
}

/** A shopping centre or government seat: one large podium with towers, and a forecourt. */
export function fillCentre(site: Site): void {
  const { random, extent } = site;
  const cx = (extent.minX + extent.maxX) / 2;
  const cy = (extent.minY + extent.maxY) / 2;
  const width = Math.min(120, (extent.maxX - extent.minX) * 0.55);
  const depth = Math.min(84, (extent.maxY - extent.minY) * 0.45);
  const podium = whole(random, 4, 6) * 5;
  const storeys = whole(random, 20, 31);
  const year = whole(random, 2004, 2020);
  const footprint = plot(site, cx, cy, width, depth);
  const towers = random() < 0.6 ? [-0.28, 0.28] : [0];
  build(
    site,
    {
      use: random() < 0.6 ? 'commercial' : 'office',
      storeys,
      year,
      parts: [
        { ring: footprint, base: 0, top: podium },
        ...towers.map((k) => ({
          ring: plot(site, cx + k * width, cy + depth * 0.1, Math.min(34, width * 0.34), Math.min(30, depth * 0.45)),
          base: podium,
          top: podium + (storeys - 5) * 3.6 * (1 - Math.abs(k) * random() * 0.6),
        })),
      ],
      footprint,
    },
    8,
    8,
  );
  const forecourt = plot(site, cx, cy - depth / 2 - 16, width, 24);
  if (isFree(site, forecourt, 3, 1)) {
    reserve(site, forecourt);
    site.patches.push({ class: 'plaza', ring: forecourt });
  }
}

/** A market: long low halls. */
export function fillMarket(site: Site): void {
  const { random, extent } = site;
  const year = whole(random, 1992, 2012);
  for (let y = extent.minY + 24; y < extent.maxY - 14; y += 34) {
    const width = extent.maxX - extent.minX - 36;
    for (const share of [1, 0.6]) {
      const ring = plot(site, (extent.minX + extent.maxX) / 2, y, width * share, 20);
      const draft = {
        use: 'commercial' as const,
        storeys: 2,
        year,
        parts: [{ ring, base: 0, top: 9.5, roof: 'gabled' as const, roofHeight: 1.8 }],
        footprint: ring,
      };
      if (build(site, draft, 6, 8)) break;
    }
  }
}

/** A museum: one broad low hall with a raised middle, on its own forecourt. */
export function fillMuseum(site: Site): void {
  const { random, extent } = site;
  const cx = (extent.minX + extent.maxX) / 2;
  const cy = (extent.minY + extent.maxY) / 2;
  const year = whole(random, 1996, 2019);
  for (const k of [1, 0.7, 0.45]) {
    const footprint = plot(site, cx, cy, 84 * k, 52 * k);
    const middle = plot(site, cx, cy, 40 * k, 30 * k);
    const parts = [
      { ring: footprint, base: 0, top: 14 },
      { ring: middle, base: 14, top: 21, roof: 'hipped' as const, roofHeight: 5 },
    ];
    if (build(site, { use: 'public', storeys: 3, year, parts, footprint }, 5, 6)) break;
  }
}
