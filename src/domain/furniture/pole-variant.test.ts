import { describe, expect, it } from 'vitest';
import type { Mount } from '../mount.ts';
import { buildPole, type PoleSpec } from './pole.ts';
import { poleClassOf, poleVariant, VARIANT_GRIDS } from './pole-variant.ts';

const [FINE] = VARIANT_GRIDS as [(typeof VARIANT_GRIDS)[number]];
const mounts: Mount[] = [
  { kind: 'vehicle-signal', height: 6.2, azimuth: 0 },
  { kind: 'camera', height: 5.1, azimuth: 200 },
  { kind: 'name-plate', height: 2.7, azimuth: 91 },
];
const pole = (more: Partial<PoleSpec> = {}): PoleSpec => ({ class: 'TS', height: 6.8, heading: 90, mounts, ...more });

describe('poleVariant', () => {
  it('does not depend on where the pole faces, nor on the order of its list', () => {
    const turned = mounts.map((mount) => ({ ...mount, azimuth: (mount.azimuth + 140) % 360 }));
    const same = poleVariant(pole({ heading: 230, mounts: turned.reverse() }), FINE);
    expect(same.key).toBe(poleVariant(pole(), FINE).key);
  });

  it('is itself on its own grid', () => {
    for (const grid of VARIANT_GRIDS) {
      const once = poleVariant(pole(), grid);
      expect(poleVariant(once.spec, grid)).toEqual(once);
    }
  });

  it('puts every mount within half a step of where it belongs once it is scaled to its height', () => {
    for (const grid of VARIANT_GRIDS) {
      const { spec } = poleVariant(pole(), grid);
      const scale = 6.8 / spec.height;
      for (const mount of mounts) {
        const found = spec.mounts.find(({ kind }) => kind === mount.kind) as Mount;
        expect(Math.abs(found.height * scale - mount.height)).toBeLessThanOrEqual((grid.metres / 2) * scale + 1e-9);
        const turn = Math.abs(((found.azimuth + 90 - mount.azimuth + 540) % 360) - 180);
        expect(turn).toBeLessThanOrEqual(grid.degrees / 2 + 1e-9);
      }
    }
  });

  it('tells a garden lamp from a lamp with an arm', () => {
    const lamp = { class: 'LP', height: 4, mounts: [{ kind: 'luminaire', height: 4, azimuth: 0 }] } as const;
    expect(poleVariant({ ...lamp, type: 'post-top' }, FINE).key).not.toBe(poleVariant(lamp, FINE).key);
  });
});

describe('a pole shown in part', () => {
  const names = (spec: PoleSpec) => buildPole(spec).parts.map(({ name }) => name);

  it('is the whole once both parts are drawn', () => {
    const inside = (mount: Mount) => mount.kind === 'camera';
    const open = names(pole({ shows: (mount) => !inside(mount) }));
    const rest = names(pole({ shows: inside, shaft: false }));
    expect([...open, ...rest].sort()).toEqual(names(pole()).sort());
  });

  it('has no arm when nothing on it is shown', () => {
    expect(names(pole({ shows: () => false }))).toEqual(['shaft']);
  });

  it('keeps signals in place whatever cameras hang beside them', () => {
    const camera: Mount = { kind: 'enforcement-camera', height: 6.2, azimuth: 0 };
    const signal = (list: readonly Mount[]) => {
      const mesh = buildPole(pole({ heading: 0, mounts: list }));
      const part = mesh.parts.find(({ name }) => name === 'mount-0');
      const used = [...mesh.indices].slice(part?.start, (part?.start ?? 0) + (part?.count ?? 0));
      return used.map((index) => mesh.positions[3 * index + 1]);
    };
    expect(signal([mounts[0] as Mount, camera, camera])).toEqual(signal([mounts[0] as Mount]));
  });

  it('carries what hangs above its shaft on a mast', () => {
    const antenna: Mount = { kind: 'micro-cell', height: 13.4, azimuth: 0 };
    expect(names(pole({ class: 'MF', height: 12, mounts: [antenna] }))).toContain('mast');
    expect(names(pole({ class: 'CM', height: 14, mounts: [antenna] }))).not.toContain('mast');
  });
});

describe('poleClassOf', () => {
  it('takes what names no class for a lamp, a multi-function lamp for a multi-function pole', () => {
    const of = (attributes: Record<string, string>) => poleClassOf((key) => attributes[key]);
    expect([of({ class: 'TG' }), of({ type: 'single-arm' }), of({ type: 'multi-function' })]).toEqual([
      'TG',
      'LP',
      'MF',
    ]);
  });
});
