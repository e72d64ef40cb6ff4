import { expect, test } from 'vitest';
import { loadOf } from '../poles/mount-load.ts';
import { topDeflection } from './top-deflection.ts';

const E = 206e9;
const HEIGHT = 10;
/** A tube of one width: its second moment of area is π (D⁴ − d⁴) / 64. */
const TUBE = { foot: 0.2, top: 0.2, wall: 0.005 };
const INERTIA = (Math.PI * (0.2 ** 4 - 0.19 ** 4)) / 64;

test('a bare tube leans q H⁴ / 8 E I in an even wind', () => {
  // 400 Pa × 0.7 × 0.2 m = 56 N/m.
  expect(topDeflection(HEIGHT, [], TUBE)).toBeCloseTo((56 * HEIGHT ** 4) / (8 * E * INERTIA), 4);
});

test('a panel at the top adds P H³ / 3 E I, one half way up P a² (3 H − a) / 6 E I', () => {
  const panel = (height: number) => ({ kind: 'guide-sign' as const, height, azimuth: 0 });
  const force = 400 * 1.3 * loadOf([panel(HEIGHT)]).m2;
  const bare = topDeflection(HEIGHT, [], TUBE);
  expect(topDeflection(HEIGHT, [panel(HEIGHT)], TUBE) - bare).toBeCloseTo((force * HEIGHT ** 3) / (3 * E * INERTIA), 3);
  expect(topDeflection(HEIGHT, [panel(5)], TUBE) - bare).toBeCloseTo((force * 25 * 25) / (6 * E * INERTIA), 3);
});

test('a pole that tapers leans more than one as wide as its foot, less than one as thin as its top', () => {
  const taper = topDeflection(HEIGHT, [], { foot: 0.2, top: 0.1, wall: 0.005 });
  expect(taper).toBeGreaterThan(topDeflection(HEIGHT, [], TUBE) / 2);
  expect(taper).toBeLessThan(topDeflection(HEIGHT, [], { foot: 0.1, top: 0.1, wall: 0.005 }));
});
