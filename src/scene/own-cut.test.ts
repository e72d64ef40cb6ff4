import {
  Cartesian3,
  CustomDataSource,
  Entity,
  JulianDate,
  PolygonHierarchy,
  SampledPositionProperty,
} from '@cesium/engine';
import { expect, it } from 'vitest';
import type { Clip } from '../domain/geo/clip.ts';
import { createOwnCut } from './own-cut.ts';

const at = JulianDate.fromIso8601('2026-11-23T11:00:00Z');
const later = JulianDate.addHours(at, 1, new JulianDate());
const degrees = (...pairs: readonly number[]) => Cartesian3.fromDegreesArray([...pairs]);
const point = (x: number, y: number) => new Entity({ position: degrees(x, y)[0] as Cartesian3, point: {} });
const area = (height: number | undefined, ...pairs: readonly number[]) =>
  new Entity({
    polygon: { hierarchy: new PolygonHierarchy(degrees(...pairs)), ...(height === undefined ? {} : { height }) },
  });

/** 2° by 2°; its notch is the north-east quarter. */
const ring = [
  [10, 0],
  [12, 0],
  [12, 1],
  [11, 1],
  [11, 2],
  [10, 2],
] as const;
const inside: Clip = { kind: 'polygon', ring, keep: 'inside' };
const outside: Clip = { kind: 'polygon', ring, keep: 'outside' };

function source(things: Readonly<Record<string, Entity>>) {
  const made = new CustomDataSource();
  for (const each of Object.values(things)) made.entities.add(each);
  const shown = () => Object.keys(things).filter((name) => things[name]?.show);
  return { cut: createOwnCut(made), shown };
}

it('shows points by their place, and all of them again', () => {
  const hidden = point(10.5, 0.5);
  hidden.show = false;
  const { cut, shown } = source({ arm: point(10.5, 1.5), notch: point(11.5, 1.5), far: point(30, 1), hidden });
  expect(cut.follow(null, at)).toBe(false);
  expect(cut.follow(inside, at)).toBe(true);
  expect(shown()).toEqual(['arm']);
  expect(cut.follow(inside, at), 'nothing anew').toBe(false);
  expect(cut.follow(outside, at)).toBe(true);
  expect(shown()).toEqual(['notch', 'far']);
  expect(cut.follow(null, at)).toBe(true);
  expect(shown(), 'what its file hides stays hidden').toEqual(['arm', 'notch', 'far']);
});

it('hides what stands above ground while no part of it is left, and leaves to the ground what lies on it', () => {
  const within = [11.2, 1.2, 11.8, 1.2, 11.8, 1.8] as const;
  const { cut, shown } = source({
    draped: area(undefined, ...within),
    raised: area(20, ...within),
    across: area(20, 10.5, 1.5, 11.5, 1.5, 11.5, 1.8),
    wire: new Entity({ polyline: { positions: degrees(11.2, 1.2, 11.8, 1.8) } }),
    kerb: new Entity({ polyline: { positions: degrees(11.2, 1.2, 11.8, 1.8), clampToGround: true } }),
    fence: new Entity({ wall: { positions: degrees(11.2, 1.2, 11.8, 1.8) } }),
  });
  cut.follow(inside, at);
  expect(shown()).toEqual(['draped', 'across', 'kerb']);
});

it('follows what moves', () => {
  const position = new SampledPositionProperty();
  position.addSample(at, degrees(10.5, 1.5)[0] as Cartesian3);
  position.addSample(later, degrees(11.5, 1.5)[0] as Cartesian3);
  const { cut, shown } = source({ car: new Entity({ position, point: {} }) });
  cut.follow(inside, at);
  expect(shown()).toEqual(['car']);
  expect(cut.follow(inside, later)).toBe(true);
  expect(shown()).toEqual([]);
});
