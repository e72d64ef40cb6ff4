import { writeArrayBuffer } from 'geotiff';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { crsDefinition } from '../domain/geo/crs-table.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import { readTerrain, type TerrainFile, type TerrainWish } from './read-terrain.ts';

const AT = [116.6008, 35.421] as const;
const WISH: TerrainWish = { at: AT, reach: 60 };
const toMap = proj4('+proj=longlat +datum=WGS84 +no_defs', crsDefinition(4548) as string);
const [X, Y] = toMap.forward([...AT]) as [number, number];

/** Heights of 300 × 300 m in cells of `cell` m: 36 m, and 1 cm a metre up to the east, as a file. */
function dem(
  cell: number,
  keys: Readonly<Record<string, unknown>> = {},
  change: (each: number, i: number) => number = (each) => each,
) {
  const side = Math.round(300 / cell);
  const [west, north] = [X - 150, Y + 150];
  const heights = Float32Array.from({ length: side * side }, (_, i) =>
    change(36 + 0.01 * (((i % side) + 0.5) * cell - 150), i),
  );
  return new Uint8Array(
    writeArrayBuffer(
      heights as never,
      {
        width: side,
        height: side,
        BitsPerSample: [32],
        SampleFormat: [3],
        ModelPixelScale: [cell, cell, 0],
        ModelTiepoint: [0, 0, 0, west, north, 0],
        ProjectedCSTypeGeoKey: 4548,
        GTModelTypeGeoKey: 1,
        ...keys,
      } as never,
    ) as ArrayBuffer,
  );
}
const read = (bytes: Uint8Array, change: Partial<TerrainFile> = {}, wish = WISH) =>
  readTerrain(
    { name: 'dem.tif', bytes, sha256: '0'.repeat(64), by: '测绘院', accuracy: 0.1, provenance: 'surveyed', ...change },
    wish,
  );
const refused = async (...parts: Parameters<typeof read>) => {
  const outcome = await read(...parts);
  if (outcome.ok) throw new Error('was read');
  expect(outcome.reason.en).not.toMatch(/[\u4e00-\u9fff]/);
  return outcome.reason.zh;
};

describe('a surveyed terrain', () => {
  test('is cut out about the point, north up, where it belongs', async () => {
    const outcome = await read(dem(1));
    if (!outcome.ok) throw new Error(outcome.reason.en);
    const { cell, columns, rows, heights, corner, crs, filled } = outcome.value;
    expect(cell).toBeCloseTo(1, 2);
    expect([crs, filled]).toEqual(['EPSG:4548', 0]);
    const frame = localFrame(...AT);
    for (const at of [0, columns - 1, columns * rows - 1, 4321]) {
      const [x, y] = [corner[0] + ((at % columns) + 0.5) * cell, corner[1] + (Math.floor(at / columns) + 0.5) * cell];
      const [east] = toMap.forward(toGeographic(frame, x, y)) as [number, number];
      expect(heights[at]).toBeCloseTo(36 + 0.01 * (east - X), 2);
    }
  });

  test('keeps the cell of a coarse raster, and fills a few gaps and counts them', async () => {
    const outcome = await read(
      dem(3, { GDAL_NODATA: '-9999' }, (each, i) => (i % 997 === 5 ? -9999 : each)),
      {},
      { at: AT, reach: 140 },
    );
    if (!outcome.ok) throw new Error(outcome.reason.en);
    expect(outcome.value.cell).toBeCloseTo(3, 1);
    expect(outcome.value.filled).toBeGreaterThan(0);
    expect(outcome.value.heights.every((each) => each > 34 && each < 38)).toBe(true);
  });

  test('is refused without a georeference, a system, in the wrong place, or too small', async () => {
    const bare = new Uint8Array(
      writeArrayBuffer(
        new Float32Array(100) as never,
        { width: 10, height: 10, BitsPerSample: [32], SampleFormat: [3], ModelPixelScale: [0, 0, 0] } as never,
      ) as ArrayBuffer,
    );
    expect(await refused(bare)).toMatch(/没有地理定位/);
    expect(await refused(dem(1), { crs: 'EPSG:999999' })).toMatch(/EPSG:999999/);
    expect(await refused(dem(1), {}, { at: [116.7, 35.421], reach: 60 })).toMatch(/距积水点 9 km/);
    // The next zone of Gauss–Krüger lies 270 km away.
    expect(await refused(dem(1), { crs: 'EPSG:4549' })).toMatch(/EPSG:4549.*km/);
    expect(await refused(dem(1), {}, { at: AT, reach: 400 })).toMatch(/只覆盖.*\d+%/);
    expect(await refused(new Uint8Array([1, 2, 3]))).toMatch(/GeoTIFF/);
    expect(await refused(dem(1), { by: ' ' })).toMatch(/测绘单位/);
    expect(await refused(dem(1), { accuracy: 0 })).toMatch(/精度 0 m/);
    expect(await refused(dem(1, {}, () => -9999))).toMatch(/无数据/);
  });
});
