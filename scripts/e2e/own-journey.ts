import type { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { gcj02ToBd09, wgs84ToGcj02 } from '../../src/domain/geo/datum.ts';
import { ready, type TwinPage } from './browser.ts';
import { difference, type Region, run, scenePicture } from './journey.ts';
import { besideOf, drop, kept, pictureOf, sceneBox, toolState } from './map-tools.ts';
import { csv, czml, IFC, kml, plate, square, wholePlate } from './own-files.ts';
import { until } from './twin.ts';

/** 116.5905°E 35.4208°N in CGCS2000 3-degree, 117°E (EPSG:4548), by PROJ. */
const [EAST, NORTH] = [462_809.775, 3_921_355.347] as const;
const FILES = ['box.ifc', 'plate.gltf', '图.czml', '点.csv', '范围.geojson', '规划.kml'];

/** Red, green, blue at a place of a picture, 0–1 from its left and its top. */
const pixelAt = ({ data, width, height }: PNG, x: number, y: number) => {
  const at = 4 * (Math.floor(y * height) * width + Math.floor(x * width));
  return data.subarray(at, at + 3);
};

/** What a person brings: dropped, drawn, refused, kept, and gone; on a page that looks straight down on `place`. */
export function ownDataJourney(
  page: () => TwinPage,
  options: {
    readonly place: readonly [longitude: number, latitude: number, height: number, ...rest: number[]];
    readonly screen: { readonly width: number; readonly height: number };
  },
): void {
  const { place, screen } = options;
  const [longitude, latitude, height] = place;
  const state = () => toolState(page());
  const scene = () => sceneBox(page(), height);
  const picture = () => pictureOf(page());
  const beside = besideOf(longitude, latitude);
  const told = async (word: string) =>
    until(
      async () => (await state()).notices.some(({ text }) => text.zh.includes(word)),
      60_000,
      `a word about ${word}`,
    );
  /** Waits until every file is in the list; says what is, and what was said of the others, where it is not. */
  const listed = (ms: number) =>
    until(
      async () => {
        const { own, notices } = await state();
        if (own.length === FILES.length) return true;
        throw new Error([...own.map(({ name }) => name), ...notices.map(({ text }) => text.zh)].join('; '));
      },
      ms,
      'all in the list',
    );

  it('takes files of every kind that are dropped on the map, and keeps them on this machine', async () => {
    const twin = page();
    await run(twin, 'camera.set', [...place]);
    await run(twin, 'bookmark.add', '东');
    await run(twin, 'panel.bookmarks', false);
    await run(twin, 'panel.own', false);
    const { gltf, bin, png } = plate();
    // It leaves the screen by itself, maybe before the last file is read.
    const word = told('规划.kml：1 处');
    await drop(twin, [
      ['范围.geojson', square(beside(-60, 20), 24)],
      ['规划.kml', kml(beside(0, 20))],
      ['图.czml', czml(beside(60, 20))],
      ['点.csv', csv([beside(-60, -30)])],
      ['plate.gltf', gltf],
      ['plate.bin', bin],
      ['plate.png', png],
      ['box.ifc', IFC],
    ]);
    await listed(60_000);
    const { own } = await state();
    expect(own.map(({ name, kind, count }) => `${name} ${kind} ${count}`).sort()).toEqual([
      'box.ifc ifc 1',
      'plate.gltf model 1',
      '图.czml czml 2',
      '点.csv csv 1',
      '范围.geojson geojson 1',
      '规划.kml kml 1',
    ]);
    await word;
    expect(await kept(twin)).toEqual([...FILES].sort());
    expect(twin.foreign, 'nothing is fetched from elsewhere').toEqual([]);
    expect(twin.errors).toEqual([]);
  });

  it('draws each of two models that come at once as it is', async () => {
    const twin = page();
    const before = (await state()).own;
    for (const [name, east, color] of [
      ['red.gltf', -75, [255, 0, 0]],
      ['green.gltf', 75, [0, 255, 0]],
    ] as const) {
      const [lng, lat] = beside(east, 0);
      const where = { longitude: lng, latitude: lat, height: 0, heading: 0 };
      await run(twin, 'own.add', { name, text: wholePlate(color), place: where });
    }
    await until(async () => (await state()).own.length === before.length + 2, 60_000, 'both in the list');
    const { metres } = await scene();
    const seen = await until(
      async () => {
        const now = await scenePicture(twin);
        const rgb = [-75, 75].map((east) => [...pixelAt(now, 0.5 + east / metres / screen.width, 0.5)]);
        if (rgb.every(([red = 0, green = 0, blue = 0]) => blue < 60 && Math.abs(red - green) > 150)) return rgb;
        throw new Error(JSON.stringify(rgb));
      },
      20_000,
      'a plate on each side',
    );
    expect(seen.map(([red = 0, green = 0]) => (red > green ? 'red' : 'green'))).toEqual(['red', 'green']);
    for (const { id, name } of (await state()).own) if (/red|green/.test(name)) await run(twin, 'own.remove', id);
  });

  it('says of what cannot be read why, and what to do', async () => {
    const twin = page();
    const { gltf } = plate();
    await drop(twin, [
      ['断.kml', '<kml><Document><Placemark><name>x</Document></kml>'],
      ['缺.gltf', gltf],
      ['plan.dwg', 'AC1032'],
    ]);
    await told('断.kml：XML 不完整');
    await told('缺.gltf：“plate.bin”、“plate.png”在另一个文件中');
    await told('plan.dwg：不支持“.dwg”');
    await run(twin, 'own.add', { url: '/nothing/tileset.json' });
    await told('服务器返回 404');
    await run(twin, 'own.add', { url: '/city/catalog.json' });
    await told('内容不是 3D Tiles');
    expect((await state()).own).toHaveLength(FILES.length);
    expect(twin.errors.splice(0).filter((each) => !each.includes('404'))).toEqual([]);
  });

  it('brings it all back in another visit, in any datum, until it is removed', async () => {
    const twin = page();
    await twin.page.reload({ waitUntil: 'domcontentloaded' });
    await ready(twin.page);
    await listed(20_000);
    expect((await state()).bookmarks.map(({ name }) => name)).toEqual(['东']);
    for (const { id } of (await state()).own) await run(twin, 'own.remove', id);
    await until(async () => (await kept(twin)).length === 0, 10_000, 'an empty store');
    await run(twin, 'own.add', { url: '/city/tiles/structures/tileset.json' });
    await until(async () => (await state()).own[0]?.kind === 'tiles', 10_000, '3D Tiles by their address');
    await run(twin, 'own.remove', (await state()).own[0]?.id);
    await run(twin, 'camera.set', [...place]);
    for (const panel of ['alerts', 'overview', 'inspector', 'layers']) await run(twin, `panel.${panel}`, false);
    const gcj = wgs84ToGcj02(longitude, latitude);
    const { x, y } = await scene();
    const region: Region = [
      (x - 30) / screen.width,
      (y - 45) / screen.height,
      (x + 30) / screen.width,
      (y + 15) / screen.height,
    ];
    const bare = await picture();
    let first: PNG | null = null;
    for (const [datum, pair, columns] of [
      ['WGS-84', [longitude, latitude], '经度,纬度'],
      ['GCJ-02', gcj, '经度,纬度'],
      ['BD-09', gcj02ToBd09(gcj[0], gcj[1]), '经度,纬度'],
      ['EPSG:4548', [NORTH, EAST], 'X坐标,Y坐标'],
    ] as const) {
      await run(twin, 'own.add', {
        name: `${datum}.csv`,
        text: csv([pair as readonly [number, number]], columns),
        datum,
      });
      await until(async () => (await state()).own[0]?.name === `${datum}.csv`, 10_000, datum);
      const pin = await until(
        async () => {
          const now = await picture();
          return difference(bare, now, region) > 0.1 && now;
        },
        20_000,
        `a pin of ${datum}`,
      );
      first ??= pin;
      // A pin is 32 pixels, a metre 3: what is a metre off changes a twentieth.
      expect(difference(first, pin, region), datum).toBeLessThan(0.03);
      await run(twin, 'own.remove', (await state()).own[0]?.id);
    }
  });
}
