import { type AttributeValue, assetAt } from '../../domain/asset.ts';
import type { Instant } from '../../domain/clock.ts';
import { type LocalFrame, toLocal } from '../../domain/geo/local-frame.ts';
import type { LampClass } from '../../domain/lamp-class.ts';
import { formatMounts, type Mount, parseMounts } from '../../domain/mount.ts';
import { holds } from '../../domain/validity.ts';
import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import { ledgerOf } from '../ledger.ts';
import type { RoadAxis } from '../road-axis.ts';
import type { LightingInputs } from './assumptions.ts';
import { dimmingsOf } from './dimming.ts';
import { lampClassOf, powerOf } from './luminaire-power.ts';
import { mountServices } from './mount-services.ts';
import { planOptics } from './own-photometry.ts';
import type { Photometry } from './photometry.ts';
import { type PlacedLuminaire, placeLuminaire } from './placed-luminaire.ts';

/** A luminaire of the street with what a planner asks of it. */
export interface StreetLuminaire extends PlacedLuminaire {
  readonly ref: ObjectRef;
  readonly district: string;
  readonly lamp: LampClass;
  /** Power at full output with ballast or driver, W. */
  readonly watts: number;
  /** Whether it lights the carriageway: it faces the axis. Low arms face away, to footway and cycleway. */
  readonly towardsRoad: boolean;
  /** Whether its pole belongs to the project; those of crossing roads lend light and count nowhere. */
  readonly project: boolean;
}

/** Chooses the optic of a luminaire; by default the one that the plan has for its lamp class. */
export type OpticChoice = (luminaire: {
  readonly ref: ObjectRef;
  readonly planned: boolean;
  readonly mount: Mount;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}) => Photometry;

/** All luminaires that any alternative ever lights on the road, and when each does. */
export interface LuminaireRegister {
  readonly all: readonly StreetLuminaire[];
  /** Share of full output at `at`, 0 … 1, by index into `all`. */
  sharesAt(alternativeId: string, at: Instant, failed?: ReadonlySet<string>): Float64Array;
}

/** Metres beyond the ends of the road, and beside it, within which lamps of other roads lend light. */
const REACH = { along: 150, aside: 45 } as const;

/**
 * Gathers the luminaires of the project and those of other roads near it.
 *
 * @param failed `layer id` of poles that are dark
 */
export function luminaireRegister(
  compiled: CompiledScenario,
  frame: LocalFrame,
  axis: RoadAxis,
  inputs: LightingInputs,
  opticOf: OpticChoice = planOptics(compiled.document),
): LuminaireRegister {
  const all: StreetLuminaire[] = [];
  const byKey = new Map<string, number>();
  const enter = (key: string, make: () => StreetLuminaire): number => {
    const known = byKey.get(key);
    if (known !== undefined) return known;
    byKey.set(key, all.length);
    return all.push(make()) - 1;
  };
  const place = (from: Source, project: boolean): StreetLuminaire => {
    const { mount, attributes, planned } = from;
    const azimuth = (mount.azimuth * Math.PI) / 180;
    const overhang = numberOf(attributes.overhang) ?? inputs.armOverhang;
    const [x, y] = toLocal(frame, ...from.position);
    const { chainage, offset } = axis.stationOf(...from.position);
    const bearing = (axis.bearingAt(chainage) * Math.PI) / 180;
    // Positive to the left of the axis; a luminaire faces the road when it turns against its own side.
    const leftward = -Math.sin(azimuth - bearing);
    const towardsRoad = leftward * Math.sign(offset) < 0;
    const { watts, lumens } = powerOf(attributes, mount, inputs);
    return placeLuminaire({
      ref: from.ref,
      district: from.district,
      lamp: lampClassOf(attributes, mount),
      x: x + overhang * Math.sin(azimuth),
      y: y + overhang * Math.cos(azimuth),
      height: mount.height,
      azimuth: mount.azimuth,
      tilt: numberOf(attributes.tilt) ?? inputs.luminaireTilt,
      kilolumens: lumens / 1000,
      photometry: opticOf({ ref: from.ref, planned, mount, attributes }),
      watts,
      towardsRoad,
      project,
    });
  };

  const spans = new Map<string, { readonly index: number; readonly from: Instant; readonly to: Instant }[]>();
  for (const { id } of compiled.alternatives)
    spans.set(
      id,
      mountServices(compiled, id)
        .filter(({ mount }) => mount.kind === 'luminaire')
        .map((service) => ({
          index: enter(`${service.ref.layer} ${service.ref.id} ${service.text}`, () => place(service, true)),
          from: service.from,
          to: service.to,
        })),
    );
  const own = all.length;
  for (const neighbour of neighbours(compiled, axis))
    enter(`${neighbour.ref.layer} ${neighbour.ref.id} ${neighbour.text}`, () => place(neighbour, false));

  return {
    all,
    sharesAt(alternativeId, at, failed) {
      const shares = new Float64Array(all.length).fill(1, own);
      for (const span of spans.get(alternativeId) ?? []) if (holds(span, at)) shares[span.index] = 1;
      const dimmings = dimmingsOf(ledgerOf(compiled, alternativeId));
      if (dimmings.size > 0)
        all.forEach(({ ref }, index) => {
          for (const dimming of dimmings.get(`${ref.layer} ${ref.id}`) ?? [])
            if (holds(dimming, at)) shares[index] = (shares[index] as number) * dimming.share;
        });
      if (failed?.size)
        all.forEach(({ ref }, index) => {
          if (failed.has(`${ref.layer} ${ref.id}`)) shares[index] = 0;
        });
      return shares;
    },
  };
}

interface Source {
  readonly ref: ObjectRef;
  readonly planned: boolean;
  readonly district: string;
  readonly position: readonly [longitude: number, latitude: number];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly mount: Mount;
  readonly text: string;
}

/** Luminaires of lamps that are not of the project but stand near its road. */
function neighbours(compiled: CompiledScenario, axis: RoadAxis): Source[] {
  const table = compiled.assets.get('lamp');
  if (!table) return [];
  const baseline = new Set(compiled.document.baseline.flatMap(({ layer, ids }) => (layer === 'lamp' ? ids : [])));
  const path = compiled.document.project.axis ?? [];
  // Degrees generously around the road; the station decides.
  const margin = 0.002;
  const [west, east] = spanOf(path.map(([longitude]) => longitude));
  const [south, north] = spanOf(path.map(([, latitude]) => latitude));
  const found: Source[] = [];
  const planned = new Set(
    compiled.document.alternatives.flatMap(({ phases }) =>
      phases.flatMap(({ operations }) => operations.flatMap((each) => (each.op === 'add' ? [each.asset.id] : []))),
    ),
  );
  for (let slot = 0; slot < table.count; slot++) {
    const longitude = table.positions[3 * slot] as number;
    const latitude = table.positions[3 * slot + 1] as number;
    if (longitude < west - margin || longitude > east + margin) continue;
    if (latitude < south - margin || latitude > north + margin) continue;
    const id = table.ids[slot] as string;
    if (baseline.has(id) || planned.has(id) || /\.moved\d+$/.test(id)) continue;
    const station = axis.stationOf(longitude, latitude);
    if (Math.abs(station.offset) > REACH.aside) continue;
    if (station.chainage < -REACH.along || station.chainage > axis.length + REACH.along) continue;
    const { attributes } = assetAt(table, slot);
    for (const mount of parseMounts(String(attributes.mounts ?? '')))
      if (mount.kind === 'luminaire')
        found.push({
          ref: { layer: 'lamp', id },
          planned: false,
          district: String(attributes.district ?? ''),
          position: [longitude, latitude],
          attributes,
          mount,
          text: formatMounts([mount]),
        });
  }
  return found;
}

function spanOf(values: readonly number[]): readonly [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)];
}

function numberOf(value: AttributeValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
