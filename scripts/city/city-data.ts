import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '../../src/domain/asset.ts';
import type { CameraView } from '../../src/domain/camera.ts';
import { type LocalFrame, localFrame, toLocal } from '../../src/domain/geo/local-frame.ts';
import type { Provenance } from '../../src/domain/provenance.ts';
import type { Words } from '../../src/domain/words.ts';
import type { BasemapEntry } from '../../src/wire/catalog.ts';
import { type CrossSection, crossSection, type SectionKind } from './cross-section.ts';
import type { Point } from './plane.ts';

/** `city.json`: what is not geometry. */
interface CityFile {
  readonly id: string;
  readonly title: Words;
  readonly centre: readonly [longitude: number, latitude: number];
  /** West, south, east, north. */
  readonly bounds: readonly [number, number, number, number];
  readonly timeZone: string;
  readonly utcOffset: number;
  readonly mapApproval: string | null;
  readonly homes: Readonly<Record<'review' | 'hall' | 'exhibition', CameraView>>;
  readonly seed: number;
  readonly generator: GeneratorParameters;
  /** Examples of services; the catalog enables none unless its id is in `enabledBasemaps`. */
  readonly basemapExamples: readonly BasemapEntry[];
  readonly enabledBasemaps: readonly string[];
}

interface GeneratorParameters {
  /** Metres between lamps of one side, by road class. */
  readonly lampSpacing: Readonly<Record<RoadClass | 'street' | 'greenway', number>>;
  /** Metres between street trees of one side. */
  readonly treeSpacing: number;
  /** Other poles per kilometre and both sides on named roads, as a share of those of 洸河路. */
  readonly poleShare: Readonly<Record<RoadClass, number>>;
}

type RoadClass = 'trunk' | 'main' | 'secondary' | 'local';
type Properties = Readonly<Record<string, unknown>>;

interface Named {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly provenance: Provenance;
  readonly source: string;
  readonly note: string;
  readonly errorMetres: number;
}

export interface RoadData extends Named {
  readonly class: RoadClass;
  readonly direction: 'EW' | 'NS';
  readonly axis: readonly Point[];
  readonly cross: CrossSection;
  readonly speed: number;
}

interface RiverData extends Named {
  readonly axis: readonly Point[];
  readonly width: number;
  readonly bank: number;
  /** Stone walls with a railing instead of a grass bank, lit from their edge by night (景观亮化). */
  readonly quay: boolean;
}

interface RailwayData extends Named {
  readonly axis: readonly Point[];
  readonly tracks: number;
  readonly corridor: number;
}

export interface ParkData extends Named {
  readonly ring: readonly Point[];
  readonly square: boolean;
}

export interface DistrictData extends Named {
  /** `grid`: 单元网格 (GB/T 30428.1). */
  readonly level: 'district' | 'subdistrict' | 'grid';
  /** 6, 9 or 14 digits. */
  readonly code: string;
  readonly ring: readonly Point[];
}

/** What a part of the city is built up with; a point belongs to the first zone that holds it, otherwise to the fields. */
export type ZoneKind = 'old-town' | 'centre' | 'slab' | 'tower' | 'industry' | 'field';

interface ZoneData extends Named {
  readonly kind: ZoneKind;
  readonly ring: readonly Point[];
}

export interface PlaceData extends Named {
  readonly kind: string;
  readonly at: Point;
}

export interface FeatureData extends Named {
  readonly at: Point;
  readonly ring: readonly Point[];
  readonly properties: Properties;
}

interface GreenwayData extends Named {
  readonly line: readonly Point[];
  readonly properties: Properties;
}

/** The source folder of a city, parsed, in metres about its centre. */
export interface CityData {
  readonly file: CityFile;
  readonly frame: LocalFrame;
  readonly roads: readonly RoadData[];
  readonly rivers: readonly RiverData[];
  readonly railways: readonly RailwayData[];
  readonly parks: readonly ParkData[];
  readonly districts: readonly DistrictData[];
  readonly zones: readonly ZoneData[];
  readonly landmarks: readonly PlaceData[];
  readonly bridges: readonly FeatureData[];
  readonly waterlogging: readonly FeatureData[];
  readonly greenways: readonly GreenwayData[];
  readonly weather: readonly FeatureData[];
}

/** Reads a city's source folder. Throws naming the file and feature that is wrong. */
export function readCityData(folder: string): CityData {
  const file = JSON.parse(readFileSync(join(folder, 'city.json'), 'utf8')) as CityFile;
  const frame = localFrame(file.centre[0], file.centre[1]);
  const read = (name: string) => readFeatures(join(folder, `${name}.geojson`), frame);
  return {
    file,
    frame,
    roads: read('roads').map((f) => ({
      ...named(f),
      class: text(f, 'class') as RoadClass,
      direction: text(f, 'direction') as 'EW' | 'NS',
      axis: f.points,
      cross: crossSection(text(f, 'section') as SectionKind, numeric(f, 'lanes'), numeric(f, 'redline')),
      speed: numeric(f, 'speed'),
    })),
    rivers: read('rivers').map((f) => ({
      ...named(f),
      axis: f.points,
      width: numeric(f, 'width'),
      bank: numeric(f, 'bank'),
      quay: f.properties.quay === 'stone',
    })),
    railways: read('railway')
      .filter((f) => f.properties.kind === 'line')
      .map((f) => ({
        ...named(f),
        axis: f.points,
        tracks: numeric(f, 'tracks'),
        corridor: numeric(f, 'corridor'),
      })),
    parks: read('parks').map((f) => ({ ...named(f), ring: f.points, square: f.properties.kind === 'square' })),
    districts: read('districts').map((f) => ({
      ...named(f),
      level: text(f, 'level') as DistrictData['level'],
      code: text(f, 'code'),
      ring: f.points,
    })),
    zones: read('zones').map((f) => ({ ...named(f), kind: text(f, 'kind') as ZoneKind, ring: f.points })),
    landmarks: read('landmarks').map((f) => ({ ...named(f), kind: text(f, 'kind'), at: f.points[0]! })),
    bridges: read('bridges').map((f) => ({ ...named(f), at: f.points[0]!, ring: [], properties: f.properties })),
    waterlogging: read('waterlogging').map((f) => ({
      ...named(f),
      at: toLocal(frame, numeric(f, 'lon'), numeric(f, 'lat')),
      ring: f.points,
      properties: f.properties,
    })),
    greenways: read('greenways').map((f) => ({ ...named(f), line: f.points, properties: f.properties })),
    weather: read('weather').map((f) => ({ ...named(f), at: f.points[0]!, ring: [], properties: f.properties })),
  };
}

interface RawFeature {
  readonly file: string;
  readonly id: string;
  readonly properties: Properties;
  readonly points: readonly Point[];
}

function readFeatures(file: string, frame: LocalFrame): RawFeature[] {
  const collection = JSON.parse(readFileSync(file, 'utf8')) as {
    features: { id: string; properties: Properties; geometry: { type: string; coordinates: unknown } }[];
  };
  return collection.features.map(({ id, properties, geometry }) => {
    const local = (position: readonly number[]): Point => toLocal(frame, position[0]!, position[1]!);
    switch (geometry.type) {
      case 'Point':
        return { file, id, properties, points: [local(geometry.coordinates as Position)] };
      case 'LineString':
        return { file, id, properties, points: (geometry.coordinates as Position[]).map(local) };
      case 'Polygon':
        return { file, id, properties, points: (geometry.coordinates as Position[][])[0]!.slice(0, -1).map(local) };
      default:
        throw new Error(`${file}: feature "${id}" is a ${geometry.type}; use Point, LineString or Polygon.`);
    }
  });
}

function named(f: RawFeature): Named {
  return {
    id: f.id,
    name: text(f, 'name'),
    nameEn: text(f, 'nameEn'),
    provenance: text(f, 'provenance') as Provenance,
    source: text(f, 'source'),
    note: text(f, 'note'),
    errorMetres: numeric(f, 'error_m'),
  };
}

function text(f: RawFeature, key: string): string {
  const value = f.properties[key];
  if (typeof value !== 'string') throw new Error(`${f.file}: feature "${f.id}" lacks the text "${key}".`);
  return value;
}

function numeric(f: RawFeature, key: string): number {
  const value = f.properties[key];
  if (typeof value !== 'number') throw new Error(`${f.file}: feature "${f.id}" lacks the number "${key}".`);
  return value;
}
