import { localFrame, toGeographic, toLocal } from '../../domain/geo/local-frame.ts';

type Place = readonly [longitude: number, latitude: number];

/** A plan, north up, true to scale, around some places with room to draw beyond them. */
export interface PlanView {
  readonly width: number;
  readonly height: number;
  toPlan(place: Place): [x: number, y: number];
  toGeographic(x: number, y: number): [longitude: number, latitude: number];
}

const WIDTH = 560;

/** A long straight road is flat: the plan is never flatter than a quarter of its width. */
export function createPlanView(places: readonly Place[]): PlanView {
  const [first = [0, 0] as const] = places;
  const frame = localFrame(first[0], first[1]);
  const local = places.map(([x, y]) => toLocal(frame, x, y));
  const [xs, ys] = [local.map(([x]) => x), local.map(([, y]) => y)];
  const [west, east] = [Math.min(0, ...xs), Math.max(1, ...xs)];
  const [south, north] = [Math.min(0, ...ys), Math.max(1, ...ys)];
  const margin = 0.06 * (east - west) + 40;
  const scale = WIDTH / (east - west + 2 * margin);
  const height = Math.min(1.2 * WIDTH, Math.max(WIDTH / 4, (north - south + 2 * margin) * scale));
  const middle = (south + north) / 2;
  return {
    width: WIDTH,
    height,
    toPlan(place) {
      const [x, y] = toLocal(frame, place[0], place[1]);
      return [round((x - west + margin) * scale), round(height / 2 - (y - middle) * scale)];
    },
    toGeographic: (x, y) => toGeographic(frame, x / scale + west - margin, middle + (height / 2 - y) / scale),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
