import type { Geometry } from '../../domain/layer.ts';
import { bridgeDriver } from './bridge.ts';
import type { DriverFactory } from './driver.ts';
import { lineDriver } from './line.ts';
import { pointDriver } from './point.ts';
import { polygonDriver } from './polygon.ts';

/** A geometry without a driver does not compile. */
export const DRIVERS: Readonly<Record<Geometry, DriverFactory>> = {
  point: pointDriver,
  line: lineDriver,
  polygon: polygonDriver,
  bridge: bridgeDriver,
};
