import { beforeEach, expect, test } from 'vitest';
import { distance } from '../../domain/geo/local-frame.ts';
import { boxInView, ClipRefusal } from '../clipping.ts';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { readLink, writeLink } from '../link.ts';
import { createSessionStore } from '../store.ts';

const RING = [
  [116.59, 35.42],
  [116.6, 35.42],
  [116.6, 35.43],
];
let context: CommandContext;
const clip = () => context.store.getState().clip;
const run = (id: string, argument?: unknown) => runCommand(context, id, argument);

const refusal = (argument: unknown) => {
  try {
    run('clip.polygon', argument);
  } catch (error) {
    if (error instanceof ClipRefusal) return error.words.zh;
  }
  return null;
};

beforeEach(() => {
  context = {
    store: createSessionStore(),
    layers: ['lamp'],
    alternatives: () => undefined,
    assetLayer: () => undefined,
    basemaps: [],
    here: () => [116.59, 35.42, 300, 90, -45, 0],
  };
});

test('a box stands on what is looked at, and goes again', () => {
  run('clip.box');
  const box = clip();
  if (box?.kind !== 'box') throw new Error('no box');
  // 45° down from 300 m: 300 m ahead, which is east.
  expect(distance([116.59, 35.42], box.centre)).toBeCloseTo(300, 0);
  expect(box.centre[1]).toBeCloseTo(35.42, 9);
  expect(box.width).toBe(170);
  run('clip.box');
  expect(clip()).toBeNull();
});

test('straight down the box is below the camera', () => {
  expect(distance([116.59, 35.42], boxInView([116.59, 35.42, 300, 0, -90, 0]).centre)).toBeLessThan(1);
});

test('its fields change one by one, and a link carries them', () => {
  run('clip.box', { centre: [116.6, 35.4], width: 80 });
  run('clip.box', { top: 12.5, heading: -30 });
  expect(clip()).toMatchObject({ centre: [116.6, 35.4], width: 80, top: 12.5, heading: 330 });
  const link = writeLink(context.store.getState(), []);
  expect(link).toContain('clip=box:116.6,35.4,80,170,330,-10,12.5');
  expect(readLink(link.slice(2), context).clip).toEqual(clip());
});

test('a polygon keeps what is inside or outside', () => {
  run('clip.polygon', { ring: RING, keep: 'outside' });
  expect(clip()).toEqual({ kind: 'polygon', ring: RING, keep: 'outside' });
  const link = writeLink(context.store.getState(), []);
  expect(readLink(link.slice(2), context).clip).toEqual(clip());
  run('clip.polygon', null);
  expect(clip()).toBeNull();
});

test('an outline may turn inward, and a link carries it', () => {
  const inward = [...RING, [116.598, 35.423]];
  run('clip.polygon', { ring: inward });
  expect(clip()).toEqual({ kind: 'polygon', ring: inward, keep: 'inside' });
  const link = writeLink(context.store.getState(), []);
  expect(link).toContain('clip=inside:116.59,35.42;116.6,35.42;116.6,35.43;116.598,35.423');
  expect(readLink(link.slice(2), context).clip).toEqual(clip());
});

test('what cannot be cut is refused with field, value and remedy', () => {
  expect(() => run('clip.box', { width: 0 })).toThrow(/width = 0 m; give 1 to 20000/);
  expect(() => run('clip.box', { bottom: 50, top: 20 })).toThrow(/top = 20 m is not above bottom = 50 m/);
  expect(() => run('clip.box', { size: 3 })).toThrow(/size = 3/);
  expect(() => run('clip.polygon', { ring: RING.slice(1) })).toThrow(/2 corners/);
  const crossed = [...RING, [116.597, 35.415]];
  expect(() => run('clip.polygon', { ring: crossed })).toThrow(
    /edges 1–2 and 3–4 meet at 116\.598,35\.42; move one of these corners/,
  );
  expect(refusal({ ring: crossed })).toContain('第 1–2 边与第 3–4 边在 116.598,35.42 处相交，请移动');
  const inLine = [RING[0], RING[1], [116.595, 35.42]];
  expect(() => run('clip.polygon', { ring: inLine })).toThrow(/3 corners: it holds 0 m²; set corners/);
  const many = Array.from({ length: 81 }, (_, i) => [
    116.59 + 0.001 * Math.cos(i / 13),
    35.42 + 0.001 * Math.sin(i / 13),
  ]);
  expect(() => run('clip.polygon', { ring: many })).toThrow(/81 corners; give 3 to 80/);
  expect(() => run('clip.polygon', { ring: RING, keep: 'both' })).toThrow(/"both"/);
  expect(readLink('clip=box:1,2,3', context).notices?.[0]?.text.en).toContain('clip=box:1,2,3');
  expect(clip()).toBeNull();
});
