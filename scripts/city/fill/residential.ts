import { placed, rectangle } from '../plane.ts';
import { between, build, isFree, plot, reserve, type Site, whole } from '../site.ts';

const STOREY = 3;

/** 行列式 estates of long slabs facing south, 5–7 storeys of the 1980s to 2000s; pitch 1.1–1.3 × height for the winter sun. */
export function fillSlabEstate(site: Site): void {
  const { random, extent } = site;
  const usual = whole(random, 5, 7);
  const depth = between(random, 11, 13);
  const height = usual * STOREY + 1;
  const pitch = depth + height * between(random, 1.05, 1.3);
  const unit = between(random, 11, 14);
  const gabled = random() < 0.45;
  const year = whole(random, 1984, 2006);
  for (let y = extent.minY + 10 + depth / 2; y < extent.maxY - 8; y += pitch) {
    let x = extent.minX + 7;
    while (x < extent.maxX - 14) {
      const units = whole(random, 3, 5);
      const built = [units, units - 1, 2].some((count) => {
        const width = count * unit;
        const footprint = plot(site, x + width / 2, y, width, depth);
        const storeys = Math.max(4, usual + (random() < 0.2 ? -1 : 0));
        const top = storeys * STOREY + 1;
        const roof = gabled ? ({ roof: 'gabled', roofHeight: 2.6 } as const) : {};
        const done = build(
          site,
          {
            use: 'residential',
            storeys,
            year: year + whole(random, 0, 2),
            parts: [{ ring: footprint, base: 0, top: gabled ? top + 2.6 : top, ...roof }],
            footprint,
          },
          6,
          7,
        );
        if (done) {
          const lawn = plot(site, x + width / 2, y - depth / 2 - 4.5, width - 6, 5);
          if (isFree(site, lawn, 3, 0.5)) site.patches.push({ class: 'lawn', ring: lawn });
          x += width + between(random, 7, 11);
        }
        return done;
      });
      if (!built) x += 8;
    }
  }
}

/** Estates of 18–33-storey point and slab towers, staggered, with lawns, shops at the edge and a kindergarten. */
export function fillTowerEstate(site: Site, low = 18, high = 33): void {
  const { random, extent } = site;
  const usual = whole(random, low, high);
  const depth = between(random, 14, 17);
  const width = between(random, 26, 46);
  const pitch = Math.min(70, Math.max(44, usual * 1.9));
  const gapX = between(random, 16, 28);
  const year = whole(random, 2007, 2020);
  kindergarten(site, year);
  let row = 0;
  for (let y = extent.minY + 16 + depth / 2; y < extent.maxY - 12; y += pitch, row++) {
    let x = extent.minX + 14 + (row % 2) * ((width + gapX) / 2);
    while (x < extent.maxX - 20) {
      const storeys = Math.min(high, Math.max(Math.min(low, 11), usual + whole(random, -3, 2) - (row === 0 ? 4 : 0)));
      const top = storeys * STOREY + 1.2;
      const footprint = plot(site, x + width / 2, y, width, depth);
      const core = plot(site, x + width / 2, y + depth * 0.12, width * 0.36, depth * 0.5);
      const built = build(
        site,
        {
          use: 'residential',
          storeys,
          year: year + whole(random, 0, 3),
          parts: [
            { ring: footprint, base: 0, top },
            { ring: core, base: top, top: top + 4.2 },
          ],
          footprint,
        },
        10,
        13,
      );
      if (built) {
        const lawn = plot(site, x + width / 2, y - depth / 2 - 13, width, 16);
        if (isFree(site, lawn, 4, 0.5)) site.patches.push({ class: 'lawn', ring: lawn });
        x += width + gapX;
      } else x += 9;
    }
  }
}

function kindergarten(site: Site, year: number): void {
  const { random, extent } = site;
  if (random() > 0.5) return;
  const x = (extent.minX + extent.maxX) / 2 + between(random, -40, 40);
  const y = (extent.minY + extent.maxY) / 2 + between(random, -30, 30);
  const footprint = plot(site, x, y, 38, 16);
  build(site, { use: 'school', storeys: 3, year, parts: [{ ring: footprint, base: 0, top: 11 }], footprint }, 10, 12);
}

/** 四合院 and lane houses: low, tight, grey gabled roofs around small yards, on lanes of 3–5 m. */
export function fillCourtyards(site: Site, village = false): void {
  const { random, extent } = site;
  const width = between(random, 13, village ? 15.5 : 16.5);
  const depth = between(random, village ? 15 : 15.5, 18.5);
  const lane = between(random, 3, 4.5);
  const perRun = whole(random, 5, 8);
  const year = village ? whole(random, 1982, 2004) : whole(random, 1935, 1986);
  let row = 0;
  for (let y = extent.minY + 4 + depth / 2; y < extent.maxY - 4; y += depth + (row % 2 ? 0.8 : lane), row++) {
    let x = extent.minX + 4 + between(random, 0, 4);
    let run = 0;
    while (x < extent.maxX - width) {
      const built = random() > (village ? 0.06 : 0.04) && courtyard(site, x + width / 2, y, width, depth, year);
      run++;
      x += built ? width + 0.7 : width * 0.5;
      if (run % perRun === 0) x += lane;
    }
  }
}

/** One plot: the main house on the north side, side wings, a gate house; yards differ by what was rebuilt. */
function courtyard(site: Site, x: number, y: number, width: number, depth: number, year: number): boolean {
  const { random } = site;
  const footprint = plot(site, x, y, width, depth, between(random, -0.012, 0.012));
  if (!isFree(site, footprint, 2.5, 0.3)) return false;
  const two = random() < 0.16;
  const eaves = two ? 6.2 : between(random, 3, 3.6);
  const rise = between(random, 1.5, 2.1);
  const main = depth * between(random, 0.34, 0.4);
  const wing = width * between(random, 0.24, 0.29);
  const south = depth * 0.24;
  const part = (cx: number, cy: number, w: number, d: number, top: number, roof: boolean) => ({
    ring: placed(rectangle([0, 0], w, d, 0), plotPoint(site, x + cx, y + cy), site.block.angle),
    base: 0,
    top: roof ? top + rise : top,
    ...(roof ? ({ roof: 'gabled', roofHeight: rise } as const) : {}),
  });
  const parts = [part(0, depth / 2 - main / 2 - 0.2, width - 0.4, main, eaves, true)];
  if (random() < 0.85)
    parts.push(part(-width / 2 + wing / 2 + 0.2, -main / 2 + 0.2, wing, depth - main - south - 0.4, 3, random() < 0.6));
  if (random() < 0.5)
    parts.push(
      part(width / 2 - wing / 2 - 0.2, -main / 2 + 0.2, wing, depth - main - south - 0.4, 2.8, random() < 0.6),
    );
  if (random() < 0.6) parts.push(part(0, -depth / 2 + south / 2 + 0.2, width - 0.4, south, 2.9, random() < 0.7));
  reserve(site, footprint);
  site.buildings.push({
    use: 'residential',
    storeys: two ? 2 : 1,
    year: year + whole(random, 0, 14),
    parts,
    footprint,
  });
  return true;
}

function plotPoint(site: Site, x: number, y: number) {
  return placed([[x, y]], [0, 0], site.block.angle)[0]!;
}
