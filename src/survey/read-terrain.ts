import { fromArrayBuffer, type GeoTIFFImage } from 'geotiff';
import proj4 from 'proj4';
import { KNOWN_CODES } from '../domain/geo/crs-table.ts';
import { fillHoles } from '../domain/geo/fill-holes.ts';
import { localFrame, toGeographic, toLocal } from '../domain/geo/local-frame.ts';
import { namedCrs } from '../domain/geo/named-crs.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { SurveyedTerrain } from '../wire/surveyed-terrain.ts';

/** A file of heights, and what it does not say itself. */
export interface TerrainFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of the bytes. */
  readonly sha256: string;
  /** Who surveyed it. */
  readonly by: string;
  /** Accuracy of the heights, m. */
  readonly accuracy: number;
  readonly provenance: Provenance;
  /** Takes the place of the coordinate system that the file names. */
  readonly crs?: string;
}

/** The ground that is wanted: a square about a point. */
export interface TerrainWish {
  readonly at: readonly [longitude: number, latitude: number];
  /** Half a side, m. */
  readonly reach: number;
}

/** No ground of a city is lower or higher: what is, stands for no data. */
const HEIGHTS = [-500, 6000] as const;
/** No raster is sampled finer, m: pools of a street are no smaller. */
const FINEST = 1;
/** Least share of the square that the file must hold. */
const COVERED = 0.8;

/**
 * Cuts the ground about a point out of a GeoTIFF of any system that the product knows, in square cells north up. What it cannot use
 * it refuses in words: no georeference, no or an unknown system, another place, too little covered, heights in no metres.
 */
export async function readTerrain(file: TerrainFile, wish: TerrainWish): Promise<Outcome<SurveyedTerrain>> {
  const { name, bytes, by, accuracy } = file;
  const refuse = (zh: string, en: string): Outcome<SurveyedTerrain> => ({
    ok: false,
    status: 0,
    reason: { zh: `${name}：${zh}`, en: `${name}: ${en}` },
  });
  if (by.trim() === '') return refuse('请写明测绘单位。', 'say who surveyed it.');
  if (!(accuracy > 0 && accuracy <= 100))
    return refuse(`高程精度 ${accuracy} m：应大于 0，以米计。`, `accuracy ${accuracy} m: give metres above 0.`);
  let image: GeoTIFFImage;
  try {
    image = await (await fromArrayBuffer(bytes.slice().buffer)).getImage();
  } catch (error) {
    const { message } = error as Error;
    return refuse(
      `不是可读的 GeoTIFF（${message}）；请重新导出。`,
      `no GeoTIFF that can be read (${message}); export it again.`,
    );
  }
  const keys = (image.getGeoKeys() as Keys | null) ?? {};
  const raster = rasterOf(image, keys);
  if (!raster)
    return refuse(
      '没有地理定位（无像元尺寸与控制点，也无变换矩阵）；请带坐标重新导出，如 gdal_translate -a_srs EPSG:4548 -a_ullr …。',
      'has no georeference (no pixel scale and tie point, no transformation); export it with one, e.g. gdal_translate -a_srs EPSG:4548 -a_ullr ….',
    );
  const crs = crsOf(keys, file.crs);
  if ('text' in crs)
    return crs.text === null
      ? refuse(
          '没有写明坐标系；请在下方填写，如 EPSG:4548。',
          'names no coordinate system; give it below, e.g. EPSG:4548.',
        )
      : refuse(
          `坐标系“${crs.text}”不认识；请转换到 ${KNOWN_CODES.replace(/, GCJ.*$/, '')} 之一。`,
          `unknown coordinate system "${crs.text}"; reproject it to one of ${KNOWN_CODES.replace(/, GCJ.*$/, '')}.`,
        );
  const unit = keys.VerticalUnitsGeoKey ?? 9001;
  if (unit !== 9001)
    return refuse(`高程单位为 EPSG:${unit}；请以米导出。`, `heights in the unit EPSG:${unit}; export them in metres.`);

  const [longitude, latitude] = wish.at;
  const frame = localFrame(longitude, latitude);
  const [width, height] = [image.getWidth(), image.getHeight()];
  const pixelAt = (x: number, y: number) => raster.pixelAt(...crs.forward(...toGeographic(frame, x, y)));
  const middle = pixelAt(0, 0);
  const inside = ([u, w]: readonly [number, number]) => u >= -0.5 && w >= -0.5 && u <= width - 0.5 && w <= height - 0.5;
  if (!inside(middle)) {
    const [x, y] = toLocal(frame, ...crs.inverse(...raster.mapAt(width / 2, height / 2)));
    const km = Math.round(Math.hypot(x, y) / 100) / 10;
    return refuse(
      `不在此处：按 ${crs.name} 读，其中心距积水点 ${km} km；请提供本地地形，或核对坐标系。`,
      `lies elsewhere: read as ${crs.name} its middle is ${km} km from the point; give the ground of this place, or check the system.`,
    );
  }
  // One pixel on the ground, by the plane through the middle.
  const [east, north] = [pixelAt(10, 0), pixelAt(0, 10)];
  const perMetre = Math.max(
    Math.hypot(east[0] - middle[0], east[1] - middle[1]),
    Math.hypot(north[0] - middle[0], north[1] - middle[1]),
  );
  const pixel = Math.round((1000 * 10) / perMetre) / 1000;
  // Some 40,000 cells are enough for a street and keep a run short; 2 m is the coarsest that levels may rest on.
  const cell = Math.max(FINEST, Math.min(2, wish.reach / 100), pixel);
  const side = Math.max(3, Math.floor((2 * wish.reach) / cell));
  const corner: [number, number] = [(-side * cell) / 2, (-side * cell) / 2];
  const places = Array.from({ length: side * side }, (_, at) =>
    pixelAt(corner[0] + ((at % side) + 0.5) * cell, corner[1] + (Math.floor(at / side) + 0.5) * cell),
  );
  const within = places.filter(inside).length / places.length;
  if (within < COVERED)
    return refuse(
      `只覆盖积水点周边 ${Math.round(200 * wish.reach) / 100} m 见方的 ${Math.floor(100 * within)}%；请提供更大范围。`,
      `covers ${Math.floor(100 * within)} % of the ${Math.round(200 * wish.reach) / 100} m square around the point; give a larger extent.`,
    );
  let band: Band;
  try {
    band = await bandOver(image, places.filter(inside), width, height);
  } catch (error) {
    const { message } = error as Error;
    return refuse(
      `无法解码（${message}）；请以不压缩或 deflate 导出。`,
      `cannot be decoded (${message}); export it uncompressed or deflated.`,
    );
  }
  const heights = Float32Array.from(places, (place) => (inside(place) ? band.heightAt(...place) : Number.NaN));
  const filled = fillHoles(heights, side);
  if (filled === heights.length) return refuse('此处全为无数据。', 'holds no height here.');
  if (filled > (1 - COVERED) * heights.length)
    return refuse(
      `周边 ${heights.length} 个格网中有 ${filled} 个无高程；请先补测或补全。`,
      `${filled} of ${heights.length} cells hold no height; survey or fill them first.`,
    );
  return {
    ok: true,
    value: {
      file: name,
      sha256: file.sha256,
      by: by.trim(),
      accuracy,
      crs: crs.name,
      provenance: file.provenance,
      origin: [longitude, latitude],
      corner,
      cell,
      columns: side,
      rows: side,
      heights: Array.from(heights, (each) => Math.round(10_000 * each) / 10_000),
      filled,
    },
  };
}

type Keys = Readonly<Record<string, number | string | undefined>>;
type Place = [x: number, y: number];

/** Map coordinates to pixels and back, a pixel's value at whole numbers; undefined without a georeference. */
function rasterOf(image: GeoTIFFImage, keys: Keys) {
  const { fileDirectory } = image;
  const matrix = fileDirectory.getValue('ModelTransformation') as ArrayLike<number> | undefined;
  const scale = fileDirectory.getValue('ModelPixelScale') as ArrayLike<number> | undefined;
  const tie = fileDirectory.getValue('ModelTiepoint') as ArrayLike<number> | undefined;
  // Values stand for areas unless the file says points.
  const half = keys.GTRasterTypeGeoKey === 2 ? 0 : 0.5;
  const at = (list: ArrayLike<number>, index: number) => list[index] as number;
  let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
  if (matrix) [a, b, c, d, e, f] = [0, 1, 3, 4, 5, 7].map((index) => at(matrix, index)) as Six;
  else if (scale && tie) {
    [a, e] = [at(scale, 0), -at(scale, 1)];
    [c, f] = [at(tie, 3) - at(tie, 0) * a, at(tie, 4) - at(tie, 1) * e];
  }
  const determinant = a * e - b * d;
  if (!Number.isFinite(determinant) || determinant === 0) return undefined;
  return {
    pixelAt: (x: number, y: number): Place => [
      (e * (x - c) - b * (y - f)) / determinant - half,
      (a * (y - f) - d * (x - c)) / determinant - half,
    ],
    mapAt: (u: number, w: number): Place => [a * (u + half) + b * (w + half) + c, d * (u + half) + e * (w + half) + f],
  };
}
type Six = [number, number, number, number, number, number];

/** The system by its name, or the name that nobody knows. */
function crsOf(keys: Keys, given: string | undefined) {
  const code = [keys.ProjectedCSTypeGeoKey, keys.GeographicTypeGeoKey].find(
    (each) => typeof each === 'number' && each > 0 && each < 32_767,
  );
  const text = given || (code === undefined ? null : `EPSG:${code}`);
  const named = text === null ? undefined : namedCrs(text);
  if (text === null || !named || (named.kind === 'geographic' && !named.name.startsWith('EPSG'))) return { text };
  if (named.kind === 'geographic')
    return {
      name: named.name,
      forward: (x: number, y: number): Place => [x, y],
      inverse: (x: number, y: number): Place => [x, y],
    };
  const converter = proj4('+proj=longlat +datum=WGS84 +no_defs', named.definition);
  return {
    name: named.name,
    forward: (x: number, y: number) => converter.forward([x, y]) as Place,
    inverse: (x: number, y: number) => converter.inverse([x, y]) as Place,
  };
}

interface Band {
  /** By the four pixels around, NaN where one of them holds nothing. */
  heightAt(u: number, w: number): number;
}

async function bandOver(image: GeoTIFFImage, places: readonly Place[], width: number, height: number): Promise<Band> {
  const held = (value: number, most: number) => Math.min(most - 1, Math.max(0, Math.floor(value)));
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const [u, w] of places) {
    [left, top] = [Math.min(left, held(u, width)), Math.min(top, held(w, height))];
    [right, bottom] = [Math.max(right, held(u + 1, width)), Math.max(bottom, held(w + 1, height))];
  }
  const window = [left, top, right + 1, bottom + 1];
  const rasters = await image.readRasters({ samples: [0], window });
  const values = rasters[0] as ArrayLike<number>;
  const columns = right + 1 - left;
  const noData = image.getGDALNoData();
  const value = (u: number, w: number) => {
    const each = values[
      (Math.min(bottom, Math.max(top, w)) - top) * columns + Math.min(right, Math.max(left, u)) - left
    ] as number;
    return each === noData || !(each > HEIGHTS[0] && each < HEIGHTS[1]) ? Number.NaN : each;
  };
  return {
    heightAt(u, w) {
      const [x, y] = [Math.floor(u), Math.floor(w)];
      const [p, q] = [u - x, w - y];
      const row = (at: number) => (1 - p) * value(x, at) + (p === 0 ? 0 : p * value(x + 1, at));
      return (1 - q) * row(y) + (q === 0 ? 0 : q * row(y + 1));
    },
  };
}
