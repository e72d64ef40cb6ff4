import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import proj4 from 'proj4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crsDefinition } from '../../../src/domain/geo/crs-table.ts';
import { writeDem } from './made-raster.ts';
import { openDem } from './read-dem.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dem-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CITY = [116.58, 35.4, 116.6, 35.42] as const;
const BOX = [116.57, 35.39, 116.61, 35.43] as const;
const COLUMNS = 80;
const file = (name: string): string => join(folder, name);
const open = (name: string, offset = 0, crs: string | null = null) => openDem({ file: file(name), crs, offset });

/** A plane that rises 1000 m a degree to the east and 500 m to the north, from 100 m. */
const plane = (longitude: number, latitude: number): number =>
  100 + 1000 * (longitude - 116.58) + 500 * (latitude - 35.4);

function planeRaster(change: (height: number, i: number) => number = (height) => height): Float32Array {
  return Float32Array.from({ length: COLUMNS * COLUMNS }, (_, i) => {
    const longitude = BOX[0] + ((BOX[2] - BOX[0]) * ((i % COLUMNS) + 0.5)) / COLUMNS;
    const latitude = BOX[3] - ((BOX[3] - BOX[1]) * (Math.floor(i / COLUMNS) + 0.5)) / COLUMNS;
    return change(plane(longitude, latitude), i);
  });
}

describe('an elevation model', () => {
  it('in degrees has its heights where they belong, a pixel being an area', async () => {
    writeDem(file('plane.tif'), BOX, COLUMNS, planeRaster());
    const source = await open('plane.tif', -7.5);
    expect(source.dataset).toMatchObject({
      id: 'plane.tif',
      provenance: 'published',
      datum: 'EPSG:4326; height + -7.5 m',
    });
    const { heightAt, spacing, remarks } = await source.sample(CITY);
    for (const [x, y] of [
      [116.58, 35.4],
      [116.5913, 35.4177],
      [116.6, 35.42],
    ] as const)
      expect(heightAt(x, y)).toBeCloseTo(plane(x, y) - 7.5, 2);
    expect(spacing).toBeGreaterThan(40);
    expect(spacing).toBeLessThan(60);
    expect(remarks).toEqual([]);
  });

  it('in a projected system is asked in that system', async () => {
    const toMap = proj4('+proj=longlat +datum=WGS84 +no_defs', crsDefinition(4548)!);
    const [west, south] = toMap.forward([116.57, 35.39]) as [number, number];
    const box = [west, south, west + 4000, south + 5000] as const;
    const [columns, rows] = [80, 100];
    const raster = Float32Array.from({ length: columns * rows }, (_, i) => {
      const at = toMap.inverse([
        west + 50 * ((i % columns) + 0.5),
        south + 5000 - 50 * (Math.floor(i / columns) + 0.5),
      ]);
      return plane(at[0] as number, at[1] as number);
    });
    writeDem(file('grid.tif'), box, columns, raster, { ProjectedCSTypeGeoKey: 4548, GTModelTypeGeoKey: 1 });
    const { heightAt, spacing } = await (await open('grid.tif')).sample(CITY);
    expect(spacing).toBeCloseTo(50, 0);
    expect(heightAt(116.5913, 35.4177)).toBeCloseTo(plane(116.5913, 35.4177), 1);
  });

  it('with holes is filled from around them, and says so', async () => {
    const hole = (i: number) => i % COLUMNS > 30 && i % COLUMNS < 40 && i > 30 * COLUMNS && i < 40 * COLUMNS;
    writeDem(
      file('holes.tif'),
      BOX,
      COLUMNS,
      planeRaster((height, i) => (hole(i) ? (i % 2 ? Number.NaN : -32_768) : height)),
    );
    const { heightAt, remarks } = await (await open('holes.tif')).sample(CITY);
    const [x, y] = [116.57 + (0.04 * 35.5) / 80, 35.43 - (0.04 * 35.5) / 80];
    expect(Math.abs(heightAt(x, y) - plane(x, y))).toBeLessThan(2);
    expect(remarks.map(({ what }) => what.en)).toEqual([expect.stringMatching(/^90 of \d+ pixels hold no height/)]);
  });

  it('with heights in feet is taken to metres, and says so', async () => {
    writeDem(
      file('feet.tif'),
      BOX,
      COLUMNS,
      planeRaster((height) => height / 0.3048),
      {
        GeographicTypeGeoKey: 4326,
        GTModelTypeGeoKey: 2,
        VerticalUnitsGeoKey: 9002,
      },
    );
    const { heightAt, remarks } = await (await open('feet.tif')).sample(CITY);
    expect(heightAt(116.59, 35.41)).toBeCloseTo(plane(116.59, 35.41), 1);
    expect(remarks.map(({ what }) => what.en)).toEqual(['heights in units of foot are taken to metres']);
  });

  it('that covers a part of the city goes on at its edge, and says how much it covers', async () => {
    writeDem(
      file('half.tif'),
      [116.57, 35.39, 116.59, 35.43],
      COLUMNS / 2,
      planeRaster().filter((_, i) => i % COLUMNS < 40),
    );
    const { heightAt, remarks } = await (await open('half.tif')).sample(CITY);
    expect(heightAt(116.6, 35.41)).toBeCloseTo(plane(116.59 - 0.00025, 35.41), 1);
    expect(remarks[0]?.what.en).toMatch(/^it covers 5\d % of the city/);
  });

  it.each([
    ['one.tif', () => writeDem(file('one.tif'), BOX, 1, Float32Array.of(40)), /is 1 × 1 pixel; give a raster/],
    ['text.tif', () => writeFileSync(file('text.tif'), 'not a raster'), /is no GeoTIFF that can be read/],
    [
      'elsewhere.tif',
      () => writeDem(file('elsewhere.tif'), [10, 50, 10.1, 50.1], 10, new Float32Array(100).fill(40)),
      /does not cover the city, which lies at 116\.58.*read as EPSG:4326/,
    ],
    [
      'empty.tif',
      () =>
        writeDem(
          file('empty.tif'),
          BOX,
          COLUMNS,
          planeRaster(() => Number.NaN),
        ),
      /holds no height within the city/,
    ],
    [
      'lost.tif',
      () =>
        writeDem(file('lost.tif'), BOX, COLUMNS, planeRaster(), {
          ModelPixelScale: [0, 0, 0],
          GeographicTypeGeoKey: 4326,
        }),
      /says nowhere on Earth where it lies/,
    ],
    [
      'fathoms.tif',
      () =>
        writeDem(file('fathoms.tif'), BOX, COLUMNS, planeRaster(), {
          GeographicTypeGeoKey: 4326,
          VerticalUnitsGeoKey: 9014,
        }),
      /heights in the unit EPSG:9014/,
    ],
    ['absent.tif', () => {}, /absent\.tif: does not exist/],
  ] as const)('%s is refused with its reason and the remedy', async (name, make, message) => {
    make();
    await expect(open(name).then((source) => source.sample(CITY))).rejects.toThrow(message);
  });

  it('in a datum that is not read is refused', async () => {
    writeDem(file('gcj.tif'), BOX, COLUMNS, planeRaster());
    await expect(open('gcj.tif', 0, 'GCJ-02')).rejects.toThrow(/not read in GCJ-02; reproject it/);
  });
});
