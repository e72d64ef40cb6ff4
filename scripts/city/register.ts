import type { AttributeValue } from '../../src/domain/asset.ts';
import { toGeographic } from '../../src/domain/geo/local-frame.ts';
import type { LayerDefinition } from '../../src/domain/layer.ts';
import type { AssetDraft } from '../tiles/feature.ts';
import type { CityData, DistrictData } from './city-data.ts';
import { inside, type Line, type Point } from './plane.ts';

interface Entry {
  readonly id: string;
  readonly at: Point;
  /** Metres above ground of the base point. */
  readonly height?: number;
  readonly heading: number;
  readonly road: string;
  readonly owner: string;
  readonly maintainer: string;
  readonly name: string;
  readonly note?: string;
  /** 大类小类 of the part code, where a layer holds several kinds of part. */
  readonly partCode?: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly shape?: Line;
}

/** Takes assets in and gives each its district, street, unit grid where the source draws one, and 16-digit part code. */
export interface Register {
  add(layer: LayerDefinition, entry: Entry): void;
  readonly assets: readonly AssetDraft[];
}

const ILLUSTRATIVE = '示意';

export function openRegister(data: CityData): Register {
  const assets: AssetDraft[] = [];
  const ids = new Set<string>();
  const serials = new Map<string, number>();
  const districts = data.districts.filter((each) => each.level === 'district');
  const subdistricts = data.districts.filter((each) => each.level === 'subdistrict');
  const grids = data.districts.filter((each) => each.level === 'grid');
  for (const { code, name } of grids)
    if (!/^\d{14}$/.test(code))
      throw new Error(`Unit grid "${name}" of districts.geojson has the code "${code}"; write its 14 digits.`);
  return {
    assets,
    add(layer, entry) {
      if (ids.has(entry.id)) throw new Error(`Two assets have the id "${entry.id}"; make ids unique in the generator.`);
      ids.add(entry.id);
      const district = holding(districts, entry);
      const prefix = district.code + (entry.partCode ?? partClass(layer));
      const serial = (serials.get(prefix) ?? 0) + 1;
      serials.set(prefix, serial);
      const grid = grids.find(({ ring }) => inside(ring, entry.at));
      const [longitude, latitude] = toGeographic(data.frame, entry.at[0], entry.at[1]);
      assets.push({
        layer: layer.id,
        id: entry.id,
        position: [round(longitude), round(latitude), Math.round((entry.height ?? 0) * 100) / 100],
        heading: Math.round(entry.heading * 10) / 10,
        attributes: {
          name: entry.name,
          code: prefix + String(serial).padStart(6, '0'),
          district: district.name,
          subdistrict: holding(subdistricts, entry).name,
          ...(grid ? { grid: grid.code } : {}),
          road: entry.road,
          owner: entry.owner,
          maintainer: entry.maintainer,
          note: entry.note ?? ILLUSTRATIVE,
          ...entry.attributes,
        },
        ...(entry.shape ? { shape: entry.shape.map((point) => geographic(data, point)) } : {}),
      });
    },
  };
}

/** 大类小类 of a layer; local extension codes that are only reserved (`21xx`) take 99. */
function partClass(layer: LayerDefinition): string {
  return layer.code.value.replace('xx', '99');
}

function holding(areas: readonly DistrictData[], entry: Entry): DistrictData {
  const area = areas.find((each) => inside(each.ring, entry.at));
  if (!area)
    throw new Error(
      `Asset "${entry.id}" at ${entry.at.map(Math.round).join(', ')} m lies in no polygon of districts.geojson; close the gap there.`,
    );
  return area;
}

export function geographic(data: CityData, point: Point): [number, number] {
  const [longitude, latitude] = toGeographic(data.frame, point[0], point[1]);
  return [round(longitude), round(latitude)];
}

/** Seven decimals: one centimetre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
