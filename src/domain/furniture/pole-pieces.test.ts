import { describe, expect, it } from 'vitest';
import type { Mount } from '../mount.ts';
import type { Mesh } from './mesh.ts';
import { buildPole, type PoleSpec } from './pole.ts';
import { polePieces } from './pole-pieces.ts';

const mounts: Mount[] = [
  { kind: 'luminaire', height: 12, azimuth: 40 },
  { kind: 'luminaire', height: 8.5, azimuth: 220 },
  { kind: 'vehicle-signal', height: 6.2, azimuth: 310 },
  { kind: 'vehicle-signal', height: 6.2, azimuth: 310 },
  { kind: 'micro-cell', height: 13.4, azimuth: 160 },
  { kind: 'name-plate', height: 2.7, azimuth: 130 },
  { kind: 'cabinet', height: 1.6, azimuth: 220 },
];
const pole: PoleSpec = { class: 'MF', height: 12, heading: 40, mounts };

/** Low and high corner of the pieces put together. */
function extent(spec: PoleSpec): number[] {
  const all = polePieces(spec).map(({ mesh, origin, yaw }) => box(mesh(), origin, yaw));
  return merge(all);
}

function box(mesh: Mesh, origin: readonly number[], yaw: number): number[] {
  const [sin, cos] = [Math.sin((yaw * Math.PI) / 180), Math.cos((yaw * Math.PI) / 180)];
  const corners: number[][] = [];
  for (let i = 0; i < mesh.positions.length; i += 3) {
    const [x, y, z] = [...mesh.positions.subarray(i, i + 3)] as [number, number, number];
    const at = [x * cos + y * sin + origin[0]!, y * cos - x * sin + origin[1]!, z + origin[2]!];
    corners.push([...at, ...at]);
  }
  return merge(corners);
}

function merge(boxes: readonly number[][]): number[] {
  return [0, 1, 2, 3, 4, 5].map((k) => (k < 3 ? Math.min : Math.max)(...boxes.map((each) => each[k] as number)));
}

describe('polePieces', () => {
  it('put together fill the room of the whole pole', () => {
    for (const spec of [pole, { ...pole, class: 'TS', height: 6.8 } as PoleSpec, { ...pole, mounts: [] }]) {
      const whole = box(buildPole(spec), [0, 0, 0], 0);
      extent(spec).forEach((value, k) => {
        expect(Math.abs(value - (whole[k] as number))).toBeLessThan(0.03);
      });
    }
  });

  it('have as many triangles as the whole pole', () => {
    const count = polePieces(pole).reduce((sum, { mesh }) => sum + mesh().indices.length, 0);
    expect(count).toBe(buildPole(pole).indices.length);
  });

  it('are the same for like mounts, whatever the pole and wherever they face', () => {
    const keys = (spec: PoleSpec) => new Set(polePieces(spec).map(({ key }) => key));
    const other = mounts.map((mount) => ({ ...mount, azimuth: mount.azimuth + 70 }));
    expect(keys({ ...pole, heading: 200, mounts: other })).toEqual(keys(pole));
  });

  it('give each arm the mounts that hang on it', () => {
    const arm = polePieces(pole).find(({ key }) => key.startsWith('arm'));
    expect(arm?.mounts).toEqual([2, 3]);
  });
});
