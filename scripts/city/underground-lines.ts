import { layer } from '../../src/domain/layers/underground-line.ts';
import type { Network } from './network.ts';
import { lengthOf, slice, stationAt, strip } from './plane.ts';
import type { Stretch } from './project-stretch.ts';
import type { Register } from './register.ts';

interface Pipe {
  readonly kind: 'power' | 'lighting' | 'telecom' | 'water' | 'gas' | 'sewer' | 'storm';
  readonly letters: string;
  readonly owner: string;
  /** Metres left (north) of the axis. */
  readonly offset: number;
  /** Cover in metres. */
  readonly depth: number;
  /** Millimetres; null for cables in ducts. */
  readonly diameter: number | null;
  readonly ducts: number | null;
  readonly material: string;
}

/** Order across the road after GB 50289 (power and telecom by the red line, pipes under the carriageway), 示意. */
const PIPES: readonly Pipe[] = [
  pipe('power', 'DXD', '国网供电公司', 25.9, 0.8, null, 8, '排管'),
  pipe('gas', 'DXR', '燃气公司', 24.3, 0.9, 200, null, 'PE'),
  pipe('lighting', 'DXZ', '市路灯管理处（示意）', 13, 0.7, 100, 2, 'PE'),
  pipe('sewer', 'DXW', '排水管理单位', 9.5, 2.4, 600, null, '钢筋混凝土'),
  pipe('water', 'DXS', '供水公司', 5.5, 1.2, 600, null, '球墨铸铁'),
  pipe('storm', 'DXY', '排水管理单位', -9.5, 2, 1000, null, '钢筋混凝土'),
  pipe('lighting', 'DXZ', '市路灯管理处（示意）', -13, 0.7, 100, 2, 'PE'),
  pipe('water', 'DXS', '供水公司', -24.3, 1, 200, null, 'PE'),
  pipe('telecom', 'DXT', '通信运营单位', -25.9, 0.8, null, 12, '排管'),
];

/** Known pipes and cables of the project's road, one asset a kind and block between crossings. */
export function layPipes(network: Network, stretch: Stretch | null, register: Register): void {
  if (!stretch) return;
  const { road, from, to } = stretch;
  const crossings = (network.along.get(road.id) ?? [])
    .map(({ chainage }) => chainage)
    .filter((each) => each > from + 1 && each < to - 1);
  const ends = [from, ...crossings, to];
  const counters = new Map<string, number>();
  for (const { kind, letters, owner, offset, depth, diameter, ducts, material } of PIPES)
    ends.slice(1).forEach((end, block) => {
      const start = ends[block] as number;
      const serial = (counters.get(letters) ?? 0) + 1;
      counters.set(letters, serial);
      const id = `GH-${letters}-${String(serial).padStart(3, '0')}`;
      const along = slice(road.axis, start, end);
      // The first half of a strip of no width is the line beside the axis.
      const line = strip(along, offset, offset).slice(0, along.length);
      register.add(layer, {
        id,
        at: stationAt(line, lengthOf(line) / 2).at,
        heading: 0,
        road: road.name,
        owner,
        maintainer: owner,
        name: `示意管线 ${id}`,
        attributes: { kind, depth, diameter, ducts, material, accuracy: 'C', length: Math.round(lengthOf(line)) },
        shape: line,
      });
    });
}

function pipe(
  kind: Pipe['kind'],
  letters: string,
  owner: string,
  offset: number,
  depth: number,
  diameter: number | null,
  ducts: number | null,
  material: string,
): Pipe {
  return { kind, letters, owner, offset, depth, diameter, ducts, material };
}
