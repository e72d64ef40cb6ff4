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
])('"%s" is refused', (text) => {
  expect(() => parseMounts(text)).toThrow(RangeError);
});

test('height layers of a multi-function pole, at their exact bounds', () => {
  expect([0, 2.49, 2.5, 5.49, 5.5, 7.99, 8, 14].map(heightLayer)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
});
