import { toLocal } from '../../src/domain/geo/local-frame.ts';
import { layer } from '../../src/domain/layers/overhead-line.ts';
import type { CityData } from './city-data.ts';
import type { Network } from './network.ts';
import { chainageOf, type Line, lengthOf, type Point } from './plane.ts';
import type { Stretch } from './project-stretch.ts';
import type { Register } from './register.ts';

interface Wire {
  readonly kind: 'power' | 'telecom' | 'broadcast';
  readonly letters: string;
  readonly owner: string;
  /** Metres above ground on the pole. */
  readonly height: number;
  readonly voltage: number | null;
  readonly cores: number;
  /** Which of the road's runs of poles carry it. */
  readonly on: (run: number) => boolean;
}

/** 10 kV on top, telecom and broadcast below it on some blocks (domain.md §4.2; heights GB 51079-like, 示意). */
const WIRES: readonly Wire[] = [
  { kind: 'power', letters: 'JKD', owner: '国网供电公司', height: 11.2, voltage: 10, cores: 3, on: () => true },
  {
    kind: 'telecom',
    letters: 'JKT',
    owner: '通信运营单位',
    height: 7.4,
    voltage: null,
    cores: 96,
    on: (run) => run % 3 !== 2,
  },
  {
    kind: 'broadcast',
    letters: 'JKG',
    owner: '广电网络公司',
    height: 6.8,
    voltage: null,
    cores: 24,
    on: (run) => run % 2 === 0,
  },
];

/** Poles of one run stand no farther apart, metres. */
const LONGEST_SPAN = 75;
const SAG = layer.symbology.line?.sag ?? 0;

/** Wires of the project's road, from power pole to power pole; one asset a run of poles and kind. */
export function hangLines(data: CityData, network: Network, stretch: Stretch | null, register: Register): void {
  if (!stretch) return;
  const { road } = stretch;
  const poles = register.assets
    .filter(({ id, attributes }) => id.startsWith('GH-PW') && attributes.class === 'PW')
    .map(({ position }): Point => toLocal(data.frame, position[0], position[1]))
    .sort((a, b) => chainageOf(road.axis, a) - chainageOf(road.axis, b));
  const counters = new Map<string, number>();
  const crossings = (network.along.get(road.id) ?? []).map((each) => each.chainage);
  runsOf(poles, (pole) => chainageOf(road.axis, pole), crossings).forEach((run, index) => {
    for (const { kind, letters, owner, height, voltage, cores, on } of WIRES) {
      if (!on(index)) continue;
      const serial = (counters.get(kind) ?? 0) + 1;
      counters.set(kind, serial);
      const id = `GH-${letters}-${String(serial).padStart(3, '0')}`;
      const longest = Math.max(...run.slice(1).map((to, i) => Math.hypot(to[0] - run[i]![0], to[1] - run[i]![1])));
      register.add(layer, {
        id,
        at: run[Math.floor(run.length / 2)]!,
        height,
        heading: 0,
        road: road.name,
        owner,
        maintainer: owner,
        name: `示意架空线 ${id}`,
        attributes: {
          kind,
          voltage,
          cores,
          clearance: Math.round((height - SAG * longest) * 10) / 10,
          length: Math.round(lengthOf(run)),
        },
        shape: run,
      });
    }
  });
}

/** Poles in runs from crossing to crossing; a line goes on over the crossing to the first pole beyond it. */
function runsOf(poles: readonly Point[], chainage: (pole: Point) => number, crossings: readonly number[]): Line[] {
  const runs: Point[][] = [];
  for (const pole of poles) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (!last || !before || Math.hypot(pole[0] - before[0], pole[1] - before[1]) > LONGEST_SPAN) runs.push([pole]);
    else {
      last.push(pole);
      if (crossings.some((each) => each > chainage(before) && each < chainage(pole))) runs.push([pole]);
    }
  }
  return runs.filter((run) => run.length > 1);
}
