import { type AssetTable, type AttributeValue, assetAt } from '../../domain/asset.ts';
import { insideRing } from '../../domain/geo/inside-ring.ts';
import { formatMounts, type Mount, parseMounts } from '../../domain/mount.ts';
import { POLE_CLASSES, type PoleClass } from '../../domain/pole-class.ts';
import { type RoadAxis, roadAxis, type Station } from '../road-axis.ts';
import type { PoleProject } from './plan-input.ts';

export type Side = 'south' | 'north';

/** An existing pole of the road, with its place along it. */
export interface StreetPole extends Station {
  readonly layer: 'lamp' | 'pole';
  readonly id: string;
  readonly class: PoleClass;
  readonly side: Side;
  readonly position: readonly [longitude: number, latitude: number, height: number];
  readonly heading: number;
  /** Metres above ground; null: not known. */
  readonly height: number | null;
  readonly mounts: readonly Mount[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** The poles of the project's road inside its extent, from west to east, with the axis they are placed on. */
export function streetPoles(
  tables: ReadonlyMap<string, AssetTable>,
  project: PoleProject,
): { readonly axis: RoadAxis; readonly poles: readonly StreetPole[] } {
  const axis = roadAxis(project.axis);
  const poles: StreetPole[] = [];
  for (const layer of ['lamp', 'pole'] as const) {
    const table = tables.get(layer);
    if (!table)
      throw new RangeError(
        `The pole plan needs the asset table of layer "${layer}"; there are ${[...tables.keys()].join(', ')}.`,
      );
    for (let slot = 0; slot < table.count; slot++) {
      if (table.columns.road?.[slot] !== project.road) continue;
      const longitude = table.positions[3 * slot] as number;
      const latitude = table.positions[3 * slot + 1] as number;
      if (!insideRing([longitude, latitude], project.extent)) continue;
      const asset = assetAt(table, slot);
      const station = axis.stationOf(longitude, latitude);
      poles.push({
        ...station,
        layer,
        id: asset.id,
        class: layer === 'lamp' ? 'LP' : poleClass(asset.attributes.class, asset.id),
        side: station.offset < 0 ? 'south' : 'north',
        position: asset.position,
        heading: asset.heading,
        height: knownHeight(asset.attributes.height),
        mounts: parseMounts(String(asset.attributes.mounts ?? '')),
        attributes: asset.attributes,
      });
    }
  }
  if (poles.length === 0)
    throw new RangeError(
      `No pole of ${project.road} lies in the extent; check its ring and the "road" attribute of layers lamp and pole.`,
    );
  poles.sort((a, b) => a.chainage - b.chainage || (a.id < b.id ? -1 : 1));
  return { axis, poles };
}

/** The mounts as a merge operation names them. */
export function mountTexts(pole: Pick<StreetPole, 'attributes'>): string[] {
  const text = String(pole.attributes.mounts ?? '');
  return text === '' ? [] : text.split('|');
}

/** `mounts` as an attribute, tidied from the top down. */
export function mountsAttribute(mounts: readonly Mount[]): string {
  return formatMounts(
    [...mounts].sort((a, b) => b.height - a.height || (a.kind < b.kind ? -1 : 1) || a.azimuth - b.azimuth),
  );
}

/** A height that a survey lacks stays unknown: 0 m would be a pole that is not there. */
function knownHeight(value: AttributeValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function poleClass(value: AttributeValue | undefined, id: string): PoleClass {
  if (POLE_CLASSES.includes(value as PoleClass)) return value as PoleClass;
  throw new RangeError(`Pole "${id}" has class ${JSON.stringify(value)}; expected one of ${POLE_CLASSES.join(', ')}.`);
}
