import { expect, test } from 'vitest';
import { formatMounts, heightLayer, MOUNT_WORDS, type Mount, type MountKind, parseMounts } from './mount.ts';
import { seededRandom } from './random.ts';

test('any mounts survive the round trip', () => {
  const random = seededRandom(31);
  const kinds = Object.keys(MOUNT_WORDS) as MountKind[];
  for (let i = 0; i < 200; i++) {
    const mounts: Mount[] = Array.from({ length: Math.floor(random() * 6) }, () => ({
      kind: kinds[Math.floor(random() * kinds.length)] as MountKind,
      height: Math.round(random() * 120) / 10,
      azimuth: Math.floor(random() * 360),
      ...(random() < 0.5 ? {} : { weight: Math.round(random() * 1000) / 10 }),
      ...(random() < 0.5 ? {} : { windArea: Math.round(random() * 300) / 100 }),
      ...(random() < 0.5 ? {} : { power: Math.round(random() * 1500) }),
      ...(random() < 0.5 ? {} : { fibre: random() < 0.3 ? null : Math.floor(random() * 24) }),
    }));
    expect(parseMounts(formatMounts(mounts))).toEqual(mounts);
  }
});

test.each([
  'laser:5:0',
  'camera',
  'camera:high:0',
  'camera:5',
  'camera:5:north',
  'camera::',
  'toString:1:2',
  'camera:5:0|',
  'camera:1e3:0',
  'camera:5:0:9',
  'camera:5:0:kg=',
  'camera:5:0:kg=-4',
  'camera:5:0:W=15:kg=4',
  'camera:5:0:fibre=1.5',
])('"%s" is refused', (text) => {
  expect(() => parseMounts(text)).toThrow(RangeError);
});

test('a text of today reads as it did, and what is not surveyed is not written', () => {
  expect(parseMounts('camera:6.2:270')).toEqual([{ kind: 'camera', height: 6.2, azimuth: 270 }]);
  expect(formatMounts([{ kind: 'camera', height: 6.2, azimuth: 270 }])).toBe('camera:6.2:270');
  expect(parseMounts('micro-cell:9:0:kg=20:m2=0.3:W=1200:fibre=?')).toEqual([
    { kind: 'micro-cell', height: 9, azimuth: 0, weight: 20, windArea: 0.3, power: 1200, fibre: null },
  ]);
  expect(formatMounts([{ kind: 'camera', height: 5, azimuth: 0, power: 1e-9 }])).toBe('camera:5:0:W=0');
});

test('height layers of a multi-function pole, at their exact bounds', () => {
  expect([0, 2.49, 2.5, 5.49, 5.5, 7.99, 8, 14].map(heightLayer)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
});
