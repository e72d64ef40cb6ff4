import type { Phase, PlannedAsset } from '../../wire/scenario-document.ts';
import type { Assigned, Assignment, Carrier } from './assign.ts';
import { cabinetOperations } from './cabinet-merge.ts';
import { baseClosures, cuttingClosures, junctionClosures, nightClosures } from './closures.ts';
import { burialOperations, conduitOperations } from './line-burial.ts';
import { placeMicroCells } from './micro-cells.ts';
import { migrationDayOf, noOperations, type PlanContext, phasesOf } from './plan-context.ts';
import type { PlannedCarrier } from './planned-carrier.ts';
import { mountsAttribute, mountTexts } from './street-poles.ts';

/** Carriers, and what each pole that can merge does; `merged` leaves out the founders of the carriers. */
export interface Merge extends Assigned {
  readonly carriers: readonly PlannedCarrier[];
}

/**
 * Alternatives B and C: multi-function poles at junctions and lamps take over signals, lamps and all that can merge; flag
 * poles are removed and power poles and their lines go underground; cabinets move together. C adds micro cells; a carrier that differs from B's has its own id.
 */
export function fullMerge(context: PlanContext, microCells: boolean, merge: Merge): Phase[] {
  const { poles, days, policies } = context;
  const { carriers, merged, kept } = merge;
  const founded: Assignment[] = carriers.flatMap((carrier) => carrier.site.founders.map((pole) => ({ pole, carrier })));
  const withCells = new Set(microCells ? placeMicroCells(carriers, policies.microCellSpacing) : []);
  const idOf = (carrier: Carrier) => (withCells.has(carrier.id) ? `${carrier.id}-5G` : carrier.id);

  const operations = noOperations();
  for (const { pole, reason } of kept)
    operations.P0.push({
      op: 'modify',
      target: { layer: pole.layer, id: pole.id },
      attributes: { keepReason: reason },
    });
  operations.P1.push(...baseClosures(context, 'south'));
  operations.P2.push(...baseClosures(context, 'north'));
  operations.P3.push(...nightClosures(context, chainagesOf(carriers)));
  operations.P5.push(...cuttingClosures(context, chainagesOf(poles)));
  for (const carrier of carriers) {
    const { kind, side, chainage } = carrier.site;
    const asset = plannedAsset(context, carrier, idOf(carrier));
    if (kind === 'junction') operations.P3.push({ op: 'add', asset, day: days.inService(chainage) });
    else operations[side === 'south' ? 'P1' : 'P2'].push({ op: 'add', asset, day: days.baseErected(side, chainage) });
  }
  operations.P4.push(...junctionClosures(context));

  const siteKind = new Map(carriers.map((carrier) => [carrier.id, carrier.site.kind]));
  for (const { pole, carrier } of [...founded, ...merged].sort((a, b) => a.pole.chainage - b.pole.chainage))
    operations.P5.push({
      op: 'merge',
      from: { layer: pole.layer, id: pole.id },
      carrier: { layer: carrier.layer, id: idOf(carrier) },
      mounts: mountTexts(pole),
      migrated: migrationDayOf(context, siteKind.get(carrier.id) ?? 'midblock', carrier.chainage),
      day: days.removed(pole.chainage),
    });
  for (const pole of poles) {
    const how = pole.class === 'AD' ? 'removed' : pole.class === 'PW' ? 'undergrounded' : null;
    const target = { layer: pole.layer, id: pole.id };
    if (how) operations.P5.push({ op: 'remove', target, how, day: days.removed(pole.chainage) });
  }
  for (const more of [
    cabinetOperations(context, { carriers, idOf }),
    conduitOperations(context, carriers),
    burialOperations(context),
  ])
    for (const phase of ['P1', 'P2', 'P5'] as const) operations[phase].push(...more[phase]);
  return phasesOf(context, operations);
}

function chainagesOf(places: readonly { readonly chainage: number }[]): number[] {
  return places.map(({ chainage }) => chainage);
}

function plannedAsset({ axis, road }: PlanContext, carrier: PlannedCarrier, id: string): PlannedAsset {
  const founder = carrier.site.founders[0];
  const [longitude, latitude] =
    carrier.site.kind === 'junction' && founder ? founder.position : axis.pointAt(carrier.site);
  return {
    layer: 'pole',
    id,
    position: [round(longitude, 7), round(latitude, 7), founder?.position[2] ?? 0],
    heading: round(carrier.heading, 1),
    attributes: {
      name: `综合杆 ${id.split('-').slice(2).join('-')}`,
      district: founder?.attributes.district ?? null,
      subdistrict: founder?.attributes.subdistrict ?? null,
      road,
      owner: '济宁市城市管理局（拟）',
      maintainer: '济宁市城市管理局（拟）',
      note: '规划杆·示意',
      class: 'MF',
      height: carrier.height,
      mounts: mountsAttribute(carrier.mounts),
    },
  };
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
