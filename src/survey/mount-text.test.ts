import { describe, expect, test } from 'vitest';
import { formatMounts, MOUNT_WORDS, type MountKind } from '../domain/mount.ts';
import { seededRandom } from '../domain/random.ts';
import { bareMount, formatMountText, layerOf, parseMountText } from './mount-text.ts';
import { recogniseMount } from './recognise.ts';
import type { SurveyMount } from './record.ts';

const NONE = { height: null, layer: null, azimuth: null, kilograms: null, windArea: null, watts: null, fibre: null };

describe('as surveyors write them', () => {
  test.each<[string, Partial<SurveyMount>[]]>([
    ['路灯', [{ kind: 'luminaire', written: '路灯' }]],
    ['机动车信号灯×2 6.2米 270度', Array(2).fill({ kind: 'vehicle-signal', height: 6.2, layer: 3, azimuth: 270 })],
    ['视频监控2个、路名牌', [{ kind: 'camera' }, { kind: 'camera' }, { kind: 'name-plate' }]],
    [
      '5G微站（第4层，20公斤，0.3平方米，1.2kW，光纤）',
      [{ kind: 'micro-cell', layer: 4, kilograms: 20, windArea: 0.3, watts: 1200, fibre: true }],
    ],
    ['人行信号灯+电子警察|WIFI', [{ kind: 'pedestrian-signal' }, { kind: 'enforcement-camera' }, { kind: 'wifi' }]],
    ['奇怪的盒子 3m', [{ kind: null, written: '奇怪的盒子', height: 3, layer: 2 }]],
    ['vehicle-signal:6.2:270', [{ kind: 'vehicle-signal', height: 6.2, azimuth: 270 }]],
    ['无', []],
  ])('%s', (text, expected) => {
    const found = parseMountText(text);
    expect(found).toHaveLength(expected.length);
    expected.forEach((each, i) => {
      expect(found[i]).toMatchObject(each);
    });
  });

  test('a name alone tells nothing else', () => {
    expect(bareMount('道旗')).toEqual({ ...NONE, kind: 'flag', written: '道旗' });
  });

  test.each([
    ['第3层', 3],
    ['三层', 3],
    ['L4', 4],
    ['2', 2],
    ['5', null],
    ['顶', null],
    [null, null],
  ] as const)('layer %s is %s', (text, layer) => {
    expect(layerOf(text)).toBe(layer);
  });
});

test('every kind is known by its Chinese word and by its key', () => {
  for (const [kind, words] of Object.entries(MOUNT_WORDS)) {
    expect(recogniseMount(words.zh), words.zh).toBe(kind);
    expect(recogniseMount(kind)).toBe(kind);
  }
});

test('any devices survive being written and read', () => {
  const random = seededRandom(2);
  const kinds = Object.keys(MOUNT_WORDS) as MountKind[];
  const maybe = (value: number): number | null => (random() < 0.5 ? null : Math.round(value * 100) / 100);
  for (let i = 0; i < 300; i++) {
    const mounts = Array.from({ length: Math.floor(4 * random()) }, (): SurveyMount => {
      const kind = kinds[Math.floor(kinds.length * random())] as MountKind;
      const height = maybe(14 * random());
      const layer =
        height === null ? (random() < 0.5 ? null : 3) : height < 2.5 ? 1 : height < 5.5 ? 2 : height < 8 ? 3 : 4;
      return {
        kind,
        written: MOUNT_WORDS[kind].zh,
        height,
        layer,
        azimuth: maybe(360 * random()),
        kilograms: maybe(60 * random()),
        windArea: maybe(2 * random()),
        watts: maybe(800 * random()),
        fibre: random() < 0.3 ? null : random() < 0.5,
      };
    });
    expect(parseMountText(formatMountText(mounts))).toEqual(mounts);
    const placed = mounts.filter((mount) => mount.height !== null);
    const own = placed.map((mount) => ({ kind: mount.kind as MountKind, height: mount.height ?? 0, azimuth: 90 }));
    expect(parseMountText(formatMounts(own)).map(({ kind, height }) => ({ kind, height }))).toEqual(
      own.map(({ kind, height }) => ({ kind, height })),
    );
  }
});
