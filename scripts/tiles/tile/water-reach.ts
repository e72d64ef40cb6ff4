import { localFrame, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { AreaFeature } from '../feature.ts';

/** Where water lies, as circles: longitude, latitude, radius in metres. A scene asks them whether any water is on screen. */
export function waterReach(areas: readonly AreaFeature[]): [longitude: number, latitude: number, radius: number][] {
  return areas
    .filter((area) => area.class === 'water')
    .flatMap(({ rings, surface }) => {
      const points = surface
        ? Array.from({ length: surface.length / 3 }, (_, i) => [surface[3 * i] as number, surface[3 * i + 1] as number])
        : (rings[0] ?? []);
      const [xs, ys] = [points.map((point) => point[0] as number), points.map((point) => point[1] as number)];
      if (points.length === 0) return [];
      const middle = (values: readonly number[]): number =>
        (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;
      const [x, y] = [middle(xs), middle(ys)];
      const frame = localFrame(x, y);
      const radius = points.reduce(
        (most, point) => Math.max(most, Math.hypot(...toLocal(frame, point[0] as number, point[1] as number))),
        0,
      );
      return [[round(x), round(y), Math.ceil(radius)]];
    });
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
