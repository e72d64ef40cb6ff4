import type { Path } from '../../domain/asset.ts';
import type { PlannedAsset } from '../../wire/scenario-document.ts';
import { stemOf } from './cabinet-merge.ts';
import type { Operations, PlanContext } from './plan-context.ts';
import type { PlannedCarrier } from './planned-carrier.ts';
import type { StreetLine } from './street-parts.ts';
import type { Side } from './street-poles.ts';

type Burial = Pick<Operations, 'P1' | 'P2' | 'P5'>;

/** Metres that a new cable lies nearer to the axis than its poles stood, and between cables of different kinds. */
const INWARD = 1.1;
const APART = 0.25;
const KINDS = ['power', 'telecom', 'broadcast'];
/** Cover and ducts of what the plan lays; domain reference §4.4 R11 and GB 50289 [M]. */
const LAID = { depth: 0.8, powerDucts: 8, telecomDucts: 12, sharedDucts: 6, diameter: 110 } as const;

/**
 * 架空线入地: beside each overhead line a duct bank is laid while its side is dug up, and the line comes down when the first
 * of its poles is cut. Nothing where the city keeps no layer of underground lines.
 */
export function burialOperations(context: PlanContext): Burial {
  const operations: Burial = { P1: [], P2: [], P5: [] };
  if (!context.keepsUnderground) return operations;
  const { days, code } = context;
  for (const line of context.lines) {
    const ends = line.stations.map(({ chainage }) => chainage);
    const asset = ductBank(context, `DL-${code}-${line.id}`, line);
    operations[phaseOf(line.side)].push({ op: 'add', asset, day: laidBy(context, line.side, ends) });
    operations.P5.push({
      op: 'remove',
      target: { layer: line.layer, id: line.id },
      how: 'undergrounded',
      day: Math.min(...ends.map((chainage) => days.removed(chainage))),
    });
  }
  return operations;
}

/** The conduit from carrier to carrier, one asset a side and block between junctions, laid with their bases. */
export function conduitOperations(context: PlanContext, carriers: readonly PlannedCarrier[]): Burial {
  const operations: Burial = { P1: [], P2: [], P5: [] };
  if (!context.keepsUnderground) return operations;
  const stem = stemOf(carriers, context);
  const ends = [
    Number.NEGATIVE_INFINITY,
    ...context.junctions.map(({ chainage }) => chainage),
    Number.POSITIVE_INFINITY,
  ];
  for (const side of ['south', 'north'] as const) {
    let number = 0;
    ends.slice(1).forEach((end, index) => {
      const own = carriers
        .filter((each) => each.side === side && each.chainage >= (ends[index] as number) && each.chainage < end)
        .sort((a, b) => a.chainage - b.chainage || a.offset - b.offset);
      if (own.length < 2) return;
      const id = `DL-${stem}-${side === 'south' ? 'S' : 'N'}${String(++number).padStart(2, '0')}`;
      const path = own.map((each) => context.axis.pointAt(each));
      const asset = laid(context, id, path, own[0]?.site.founders[0]?.attributes, {
        name: `合杆管线 ${id}`,
        kind: 'conduit',
        ducts: LAID.sharedDucts,
        length: Math.round(metresOf(own)),
      });
      const day = laidBy(
        context,
        side,
        own.map(({ chainage }) => chainage),
      );
      operations[phaseOf(side)].push({ op: 'add', asset, day });
    });
  }
  return operations;
}

function ductBank(context: PlanContext, id: string, line: StreetLine): PlannedAsset {
  const kind = String(line.attributes.kind);
  const rank = Math.max(0, KINDS.indexOf(kind));
  const stations = line.stations.map(({ chainage, offset }) => ({
    chainage,
    offset: Math.sign(offset) * (Math.abs(offset) - INWARD - rank * APART),
  }));
  const power = kind === 'power';
  return laid(
    context,
    id,
    stations.map((each) => context.axis.pointAt(each)),
    line.attributes,
    {
      name: `入地管线 ${line.id}`,
      kind: power ? 'power' : 'telecom',
      ducts: power ? LAID.powerDucts : LAID.telecomDucts,
      length: Math.round(metresOf(stations)),
    },
  );
}

function laid(
  { road }: PlanContext,
  id: string,
  path: Path,
  from: PlannedAsset['attributes'] | undefined,
  own: PlannedAsset['attributes'],
): PlannedAsset {
  const shape = path.map(([x, y]): [number, number] => [Number(x.toFixed(7)), Number(y.toFixed(7))]);
  const middle = shape[Math.floor(shape.length / 2)] as [number, number];
  return {
    layer: 'underground-line',
    id,
    position: [...middle, 0],
    heading: 0,
    attributes: {
      district: from?.district ?? null,
      subdistrict: from?.subdistrict ?? null,
      road,
      owner: '济宁市城市管理局（拟）',
      maintainer: '济宁市城市管理局（拟）',
      note: '规划管线·示意',
      depth: LAID.depth,
      diameter: LAID.diameter,
      material: 'MPP',
      accuracy: null,
      ...own,
    },
    shape,
  };
}

function phaseOf(side: Side): 'P1' | 'P2' {
  return side === 'south' ? 'P1' : 'P2';
}

/** The day on which the last part of a stretch is closed again. */
function laidBy({ days }: PlanContext, side: Side, chainages: readonly number[]): number {
  return Math.max(...chainages.map((chainage) => days.baseErected(side, chainage)));
}

function metresOf(stations: readonly { readonly chainage: number; readonly offset: number }[]): number {
  return stations.slice(1).reduce((sum, { chainage, offset }, index) => {
    const before = stations[index] as (typeof stations)[number];
    return sum + Math.hypot(chainage - before.chainage, offset - before.offset);
  }, 0);
}
