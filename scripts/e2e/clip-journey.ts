import { expect, it } from 'vitest';
import type { TwinPage } from './browser.ts';
import { difference, type Region, run, stats } from './journey.ts';
import { besideOf, drop, pictureOf, sceneBox, toolState } from './map-tools.ts';
import { csv, czml, plate, square } from './own-files.ts';
import { until } from './twin.ts';

/** An L about the middle, metres east and north: a south arm, a west arm, and the notch in its north-east. */
const L = [
  [-60, -45],
  [60, -45],
  [60, -10],
  [-10, -10],
  [-10, 45],
  [-60, 45],
] as const;
/** Parts of it and of its notch, off the line along its edges and above the card: west, south, east, north. */
const SOUTH_ARM = [-55, -34, 55, -15] as const;
const WEST_ARM = [-55, -5, -15, 40] as const;
const NOTCH = [-5, -5, 55, 40] as const;
/** The road that the plan is about, left of its panel. */
const ROAD_IN_ARM = [-55, 14, -15, 40] as const;
const ROAD_IN_NOTCH = [-5, 14, 20, 40] as const;

/** A cut along an outline that turns inward; on a page that looks straight down on `place`. */
export function clipJourney(
  page: () => TwinPage,
  options: {
    readonly place: readonly [longitude: number, latitude: number, height: number, ...rest: number[]];
    readonly screen: { readonly width: number; readonly height: number };
  },
): void {
  const { place, screen } = options;
  const [longitude, latitude, height] = place;
  const picture = () => pictureOf(page());
  const beside = besideOf(longitude, latitude);
  const ring = L.map(([x, y]) => beside(x, y));
  const cut = async (keep: 'inside' | 'outside') => {
    await run(page(), 'clip.polygon', { ring, keep });
    return picture();
  };
  const lamps = async () => (await stats(page())).layers['lamp']?.visible ?? 0;

  async function regions() {
    const { x, y, metres } = await sceneBox(page(), height);
    return ([west, south, east, north]: readonly [number, number, number, number]): Region => [
      (x + west / metres) / screen.width,
      (y - north / metres) / screen.height,
      (x + east / metres) / screen.width,
      (y - south / metres) / screen.height,
    ];
  }

  it('cuts along an outline that turns inward: its notch is drawn, and what is brought is cut as well', async () => {
    const twin = page();
    await run(twin, 'camera.set', [...place]);
    const at = await regions();
    const plain = await picture();
    const all = await lamps();
    const { primitives } = await stats(twin);

    const outside = await cut('outside');
    await twin.shot('tools-clip-l-outside');
    expect(difference(plain, outside, at(NOTCH)), 'the notch stays').toBeLessThan(0.02);
    for (const arm of [SOUTH_ARM, WEST_ARM])
      expect(difference(plain, outside, at(arm)), 'cut out').toBeGreaterThan(0.7);
    const left = await lamps();
    expect((await stats(twin)).primitives, 'no primitive comes or goes').toBe(primitives);

    const inside = await cut('inside');
    await twin.shot('tools-clip-l-inside');
    expect(difference(plain, inside, at(NOTCH)), 'the notch is cut away').toBeGreaterThan(0.7);
    for (const arm of [SOUTH_ARM, WEST_ARM]) expect(difference(plain, inside, at(arm)), 'kept').toBeLessThan(0.02);
    const held = await lamps();
    expect([left, held, left + held]).toEqual([expect.any(Number), expect.any(Number), all]);
    expect(Math.min(left, held), 'lamps on both sides of the line').toBeGreaterThan(0);

    const { gltf, bin, png } = plate();
    await drop(twin, [
      ['范围.geojson', square(beside(15, -10), 16)],
      ['点.csv', csv([beside(10, 25), beside(-35, 25)])],
      ['图.czml', czml(beside(-40, -30))],
      ['plate.gltf', gltf],
      ['plate.bin', bin],
      ['plate.png', png],
    ]);
    await until(async () => (await toolState(twin)).own.length === 4, 60_000, 'what was brought');
    await run(twin, 'panel.own', false);
    const model = (await toolState(twin)).own.find(({ kind }) => kind === 'model');
    const [x, y] = beside(-10, 20);
    await run(twin, 'own.change', { id: model?.id, place: { longitude: x, latitude: y, height: 0, heading: 0 } });
    // What was said of the files leaves by itself, and until then lies over what is looked at.
    const read = twin.page.getByRole('button', { name: '知道了' });
    while ((await read.count()) > 0)
      await read
        .first()
        .click({ timeout: 2000 })
        .catch(() => {});
    const things = {
      'half of the square in the notch': [8, -7, 22, -3],
      'half of the square in the arm': [8, -17, 22, -13],
      'half of the plate in the notch': [-7, 11, -1, 29],
      'half of the plate in the arm': [-20, 11, -13, 29],
      'pin in the notch': [8, 27, 12, 31],
      'pin in the arm': [-37, 27, -33, 31],
      'dot in the arm': [-43, -33, -37, -27],
    } as const;
    const inNotch = (name: string) => name.endsWith('notch');
    for (const [keep, bare] of [
      ['inside', inside],
      ['outside', outside],
    ] as const) {
      const full = await cut(keep);
      await twin.shot(`tools-clip-l-own-${keep}`);
      for (const [name, area] of Object.entries(things)) {
        const differs = difference(bare, full, at(area));
        if (inNotch(name) === (keep === 'outside')) expect(differs, `${name}, ${keep} kept`).toBeGreaterThan(0.4);
        else expect(differs, `${name}, ${keep} kept`).toBeLessThan(0.02);
      }
    }
    await run(twin, 'clip.polygon', null);
    for (const { id } of (await toolState(twin)).own) await run(twin, 'own.remove', id);
    expect(difference(plain, await picture()), 'whole again').toBeLessThan(0.02);

    await run(twin, 'scenario.open', 'guanghe-poles.A');
    await run(twin, 'light.show', 'both');
    let lit = await cut('outside');
    // A worker computes it.
    const isLit = () => difference(outside, lit, at(ROAD_IN_NOTCH)) > 0.5;
    await until(
      async () => {
        if (!isLit()) lit = await picture();
        return isLit();
      },
      60_000,
      'the light of the road in the notch',
    );
    await twin.shot('tools-clip-l-light');
    expect(difference(outside, lit, at(ROAD_IN_ARM)), 'the light of the road is cut with it').toBeLessThan(0.02);
    await run(twin, 'light.show', 'off');
    await run(twin, 'scenario.open', null);
    await run(twin, 'clip.polygon', null);

    const crossed = [ring[0], ring[1], beside(-40, 40), beside(40, 40)];
    await expect(run(twin, 'clip.polygon', { ring: crossed })).rejects.toThrow(/edges 2–3 and 1–4|edges 2–3 and 4–1/);
    expect(twin.errors).toEqual([]);
  });
}
