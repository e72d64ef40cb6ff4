import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fromArrayBuffer, type GeoTIFFImage } from 'geotiff';
import { fillHoles } from '../../../src/domain/geo/fill-holes.ts';
import { localFrame } from '../../../src/domain/geo/local-frame.ts';
import type { DemArguments } from '../arguments.ts';
import { inputError } from '../input-error.ts';
import { sha256 } from '../slots.ts';
import type { Bounds } from '../tile/quadtree.ts';
import { type GeoKeys, geoTiffCrs } from './geotiff-crs.ts';
import type { TerrainRemark, TerrainSource } from './terrain-source.ts';

/** Metres of the vertical units that GeoTIFF keys name (EPSG unit codes). */
const VERTICAL_UNITS: Readonly<Record<number, readonly [metres: number, name: string, zh: string]>> = {
  9001: [1, 'metre', '米'],
  9002: [0.3048, 'foot', '英尺'],
  9003: [1200 / 3937, 'US survey foot', '美国测量英尺'],
};
/** No ground is lower or higher (Challenger Deep, Everest): what is, stands for no data. */
const LOWEST = -11_000;
const HIGHEST = 9_000;
/** Pixels read around the city, so that its edge has neighbours. */
const MARGIN = 2;

/**
 * A digital elevation model in a GeoTIFF of any coordinate system that the build knows or that is named for it. Its
 * heights are normal heights, as a rule. Throws InputError when it cannot be read.
 */
export async function openDem({ file, crs, offset }: DemArguments): Promise<TerrainSource> {
  if (!existsSync(file)) throw inputError(file, null, 'does not exist', 'check the path of the elevation model');
  let bytes: Buffer;
  let image: GeoTIFFImage;
  try {
    bytes = readFileSync(file);
    const own = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    image = await (await fromArrayBuffer(own)).getImage();
  } catch (error) {
    throw inputError(file, null, `is no GeoTIFF that can be read (${(error as Error).message})`, 'export it again');
  }
  const [width, height] = [image.getWidth(), image.getHeight()];
  if (width < 2 || height < 2)
    throw inputError(file, null, `is ${width} × ${height} pixel`, 'give a raster of 2 × 2 pixels or more');
  const toMap = mapOf(image, file);
  const { name, forward } = geoTiffCrs((image.getGeoKeys() as GeoKeys | null) ?? {}, file, crs);
  const unit = verticalUnit(image, file);
  return {
    dataset: {
      id: basename(file),
      title: { zh: `数字高程模型 ${basename(file)}`, en: `Elevation model ${basename(file)}` },
      provenance: 'published',
      classification: 'public',
      origin: 'DEM GeoTIFF',
      licence: '见来源 / see source',
      datum: `${name}; height + ${offset} m`,
      sha256: sha256(bytes),
    },
    async sample(bounds) {
      const pixelAt = (longitude: number, latitude: number) => toMap(...forward(longitude, latitude));
      const window = windowOver(bounds, pixelAt, width, height);
      if (!window)
        throw inputError(
          file,
          null,
          `does not cover the city, which lies at ${bounds.map((each) => each.toFixed(4)).join(', ')}`,
          `give the elevation model of this place, or name its coordinate system with --terrain-crs (read as ${name})`,
        );
      const [left, top, right, bottom] = window;
      const [raster] = await readBand(image, file, window);
      const noData = image.getGDALNoData();
      const heights = Float32Array.from(raster, (value) =>
        value === noData || !(value * unit.metres > LOWEST && value * unit.metres < HIGHEST)
          ? Number.NaN
          : value * unit.metres + offset,
      );
      const holes = fillHoles(heights, right - left);
      if (holes === heights.length)
        throw inputError(file, null, 'holds no height within the city', 'give a raster that has data there');
      const [columns, rows] = [right - left, bottom - top];
      return {
        heightAt(longitude, latitude) {
          const [x, y] = pixelAt(longitude, latitude);
          return bilinear(heights, columns, rows, x - left, y - top);
        },
        spacing: spacingAt(bounds, pixelAt),
        remarks: [
          ...(unit.metres === 1
            ? []
            : [
                {
                  what: {
                    zh: `高程单位为${unit.zh}，已换算为米`,
                    en: `heights in units of ${unit.name} are taken to metres`,
                  },
                  remedy: { zh: '核对单位，或以米导出', en: 'Check the unit, or export it in metres' },
                },
              ]),
          ...(holes > 0
            ? [
                {
                  what: {
                    zh: `${heights.length} 个像元中有 ${holes} 个无高程，已由周边补全`,
                    en: `${holes} of ${heights.length} pixels hold no height; they are filled from their neighbours`,
                  },
                  remedy: { zh: '补全栅格后重新构建', en: 'Fill the raster and build again' },
                },
              ]
            : []),
          ...beyond(bounds, pixelAt, width, height),
        ],
      };
    },
  };
}

type ToPixel = (longitude: number, latitude: number) => readonly [x: number, y: number];

/** Map coordinates to pixels, a pixel's value at whole numbers. Throws when the file has no georeference. */
function mapOf(image: GeoTIFFImage, file: string): (x: number, y: number) => [number, number] {
  const { fileDirectory } = image;
  const matrix = fileDirectory.getValue('ModelTransformation') as ArrayLike<number> | undefined;
  const scale = fileDirectory.getValue('ModelPixelScale') as ArrayLike<number> | undefined;
  const tie = fileDirectory.getValue('ModelTiepoint') as ArrayLike<number> | undefined;
  // Values stand for areas unless the file says points.
  const half = (image.getGeoKeys() as GeoKeys | null)?.GTRasterTypeGeoKey === 2 ? 0 : 0.5;
  let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
  if (matrix) [a, b, c, d, e, f] = [matrix[0]!, matrix[1]!, matrix[3]!, matrix[4]!, matrix[5]!, matrix[7]!];
  else if (scale && tie) {
    [a, e] = [scale[0]!, -scale[1]!];
    [c, f] = [tie[3]! - tie[0]! * a, tie[4]! - tie[1]! * e];
  }
  const determinant = a * e - b * d;
  if (!Number.isFinite(determinant) || determinant === 0)
    throw inputError(
      file,
      null,
      'says nowhere on Earth where it lies (no pixel scale and tie point, no transformation)',
      'export it as a GeoTIFF with its georeference, e.g. gdal_translate -a_srs EPSG:4548 -a_ullr …',
    );
  return (x, y) => [(e * (x - c) - b * (y - f)) / determinant - half, (a * (y - f) - d * (x - c)) / determinant - half];
}

function verticalUnit(image: GeoTIFFImage, file: string): { metres: number; name: string; zh: string } {
  const code = (image.getGeoKeys() as GeoKeys | null)?.VerticalUnitsGeoKey ?? 9001;
  const unit = VERTICAL_UNITS[Number(code)];
  if (!unit)
    throw inputError(file, null, `heights in the unit EPSG:${code}`, 'export it with heights in metres or feet');
  return { metres: unit[0], name: unit[1], zh: unit[2] };
}

/** Left, top, right, bottom of the pixels over `bounds`, the last two exclusive; null when there is none. */
function windowOver(
  [west, south, east, north]: Bounds,
  pixelAt: ToPixel,
  width: number,
  height: number,
): [number, number, number, number] | null {
  const [xs, ys]: [number[], number[]] = [[], []];
  // A projected edge is curved: a few points along it.
  for (let i = 0; i <= 8; i++)
    for (let j = 0; j <= 8; j++) {
      const [x, y] = pixelAt(west + ((east - west) * i) / 8, south + ((north - south) * j) / 8);
      xs.push(x);
      ys.push(y);
    }
  const [left, top] = [Math.floor(Math.min(...xs)) - MARGIN, Math.floor(Math.min(...ys)) - MARGIN];
  const [right, bottom] = [Math.ceil(Math.max(...xs)) + MARGIN + 1, Math.ceil(Math.max(...ys)) + MARGIN + 1];
  if (![left, top, right, bottom].every(Number.isFinite)) return null;
  if (left + MARGIN >= width || top + MARGIN >= height || right - MARGIN <= 0 || bottom - MARGIN <= 0) return null;
  const window: [number, number, number, number] = [
    Math.min(Math.max(0, left), width - 2),
    Math.min(Math.max(0, top), height - 2),
    Math.min(width, right),
    Math.min(height, bottom),
  ];
  return window;
}

async function readBand(
  image: GeoTIFFImage,
  file: string,
  window: [number, number, number, number],
): Promise<[ArrayLike<number>]> {
  try {
    const rasters = await image.readRasters({ samples: [0], window });
    return [rasters[0] as ArrayLike<number>];
  } catch (error) {
    throw inputError(
      file,
      null,
      `cannot be decoded (${(error as Error).message})`,
      'export it again, uncompressed or deflate',
    );
  }
}

/** Says how much of the city the raster leaves open. */
function beyond([west, south, east, north]: Bounds, pixelAt: ToPixel, width: number, height: number): TerrainRemark[] {
  let inside = 0;
  for (let i = 0; i <= 20; i++)
    for (let j = 0; j <= 20; j++) {
      const [x, y] = pixelAt(west + ((east - west) * i) / 20, south + ((north - south) * j) / 20);
      if (x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5) inside++;
    }
  const share = Math.round((100 * inside) / 441);
  return share < 100
    ? [
        {
          what: {
            zh: `只覆盖城市的 ${share}%，其外沿用边缘高程`,
            en: `it covers ${share} % of the city; beyond, the heights of its edge go on`,
          },
          remedy: { zh: '提供覆盖全城的高程模型', en: 'Give an elevation model of the whole city' },
        },
      ]
    : [];
}

function spacingAt([west, south, east, north]: Bounds, pixelAt: ToPixel): number {
  const [longitude, latitude] = [(west + east) / 2, (south + north) / 2];
  const [perLongitude, perLatitude] = localFrame(longitude, latitude).metresPerDegree;
  const step = 100;
  const [x, y] = pixelAt(longitude, latitude);
  const [ex, ey] = pixelAt(longitude + step / perLongitude, latitude);
  const [nx, ny] = pixelAt(longitude, latitude + step / perLatitude);
  return step / Math.max(Math.hypot(ex - x, ey - y), Math.hypot(nx - x, ny - y), 1e-9);
}

function bilinear(heights: Float32Array, columns: number, rows: number, x: number, y: number): number {
  const [px, py] = [Math.min(Math.max(x, 0), columns - 1), Math.min(Math.max(y, 0), rows - 1)];
  const [i, j] = [Math.min(Math.floor(px), columns - 2), Math.min(Math.floor(py), rows - 2)];
  const [u, v] = [px - i, py - j];
  const at = (dx: number, dy: number): number => heights[(j + dy) * columns + i + dx]!;
  return (at(0, 0) * (1 - u) + at(1, 0) * u) * (1 - v) + (at(0, 1) * (1 - u) + at(1, 1) * u) * v;
}
