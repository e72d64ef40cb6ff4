import { layer } from '../../src/domain/layers/cabinet.ts';
import type { Gap } from './gaps.ts';
import type { Network } from './network.ts';
import { beside, headingOf, type Point, type Station, stationAt } from './plane.ts';
import type { StreetGround } from './pole-ground.ts';
import type { Stretch } from './project-stretch.ts';
import type { Register } from './register.ts';

type CabinetType = 'signal' | 'telecom' | 'lighting' | 'power' | 'monitor';

interface CabinetKind {
  readonly letters: string;
  readonly owner: string;
  /** 大类小类 of the part code (domain.md §1.7). */
  readonly code: string;
  readonly size: readonly [width: number, depth: number, height: number];
  readonly material: string;
  readonly kilowatts: number;
}

/** Owners, codes and sizes by type; all 示意. */
const KINDS: Readonly<Record<CabinetType, CabinetKind>> = {
  signal: kind('XH', '公安交警', '0214', [0.75, 0.6, 1.55], '不锈钢', 2),
  monitor: kind('JK', '公安交警', '0136', [0.55, 0.4, 1.2], '不锈钢', 1),
  telecom: kind('JJ', '通信运营单位', '0115', [1.1, 0.42, 1.5], 'SMC 复合材料', 0.5),
  lighting: kind('LD', '市路灯管理处（示意）', '2104', [0.8, 0.45, 1.35], '冷轧钢板', 60),
  power: kind('DL', '国网供电公司', '0116', [1.5, 0.9, 1.7], '冷轧钢板', 400),
};

/** Metres between cabinets of a type along one road, from one side to the other [D]. */
const RHYTHMS: readonly { readonly type: CabinetType; readonly spacing: number; readonly from: number }[] = [
  { type: 'telecom', spacing: 175, from: 60 },
  { type: 'lighting', spacing: 520, from: 140 },
  { type: 'power', spacing: 640, from: 230 },
];

/** Cabinets of the project's road: controllers and surveillance on the corners, the rest along the red line. */
export function placeCabinets(
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  stretch: Stretch | null,
  ground: StreetGround,
  register: Register,
): void {
  if (!stretch) return;
  const { road, from, to } = stretch;
  const { wheels, halfRedline } = road.cross;
  const counters = new Map<CabinetType, number>();
  const own = gaps.get(road.id) ?? [];
  const put = (type: CabinetType, station: Station, side: 1 | -1, offset: number): boolean => {
    const at = beside(station, side * offset);
    if (!ground.isClear(at, CLEAR) || !ground.mayStand(at, road)) return false;
    ground.take(at);
    const serial = (counters.get(type) ?? 0) + 1;
    counters.set(type, serial);
    const { letters, owner, code, size, material, kilowatts } = KINDS[type];
    const id = `GH-${letters}-${String(serial).padStart(3, '0')}`;
    // Doors open to the footway: cabinets along the red line face the road.
    const facing: Point = [-station.left[0] * side, -station.left[1] * side];
    register.add(layer, {
      id,
      at,
      heading: headingOf(facing),
      road: road.name,
      owner,
      maintainer: owner,
      name: `示意机箱 ${id}`,
      partCode: code,
      attributes: {
        type,
        width: size[0],
        depth: size[1],
        height: size[2],
        material,
        power: kilowatts,
        number: `${letters}${String(serial).padStart(3, '0')}`,
      },
    });
    return true;
  };
  /** The first of a few places along the road that is free and not in a street's mouth. */
  const settle = (type: CabinetType, chainage: number, side: 1 | -1, offset: number): void => {
    for (const shift of [0, 3, -3, 6, -6, 10, -10, 16, -16]) {
      const s = chainage + shift;
      if (s < from + 2 || s > to - 2) continue;
      const mouth = own.some((gap) => gap.side !== 'both' && s > gap.from - 1 && s < gap.to + 1);
      if (!mouth && put(type, stationAt(road.axis, s), side, offset)) return;
    }
  };
  for (const { chainage, other } of network.along.get(road.id) ?? []) {
    if (chainage < from - 1 || chainage > to + 1) continue;
    const eastward = chainage + 60 < to ? 1 : -1;
    settle('signal', chainage + eastward * (other.cross.wheels + 5), 1, wheels + CORNER);
    settle('monitor', chainage + eastward * (other.cross.wheels + 8), -1, wheels + CORNER);
    settle('telecom', chainage + eastward * (other.cross.wheels + 12), 1, wheels + CORNER);
  }
  for (const { type, spacing, from: first } of RHYTHMS) {
    let side: 1 | -1 = 1;
    for (let s = from + first; s < to - 30; s += spacing) {
      settle(type, s, side, halfRedline - EDGE);
      side = side === 1 ? -1 : 1;
    }
  }
}

/** Metres kept clear around a cabinet; from the kerb on a corner; from the red line elsewhere. */
const CLEAR = 1.5;
const CORNER = 4.6;
const EDGE = 1.1;

function kind(
  letters: string,
  owner: string,
  code: string,
  size: readonly [number, number, number],
  material: string,
  kilowatts: number,
): CabinetKind {
  return { letters, owner, code, size, material, kilowatts };
}
