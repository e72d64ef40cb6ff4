import type { Path } from '../domain/asset.ts';
import { seededRandom } from '../domain/random.ts';
import type { OverviewData } from '../overview/overview-data.ts';

/** Streets every 500 m with lamps at 32 m, a river, a few alerts; the camera looks north-east over the middle. */
export function madeUpOverview(): OverviewData {
  const random = seededRandom(20210301);
  const [lon, lat] = [116.59, 35.42];
  const [east, north] = [1 / 90_700, 1 / 110_950];
  const at = (x: number, y: number): [number, number] => [lon + x * east, lat + y * north];
  const roads: Path[] = [-1500, -900, -500, 0, 450, 1000, 1600].flatMap((offset) => [
    [at(-2500, offset), at(2500, offset)],
    [at(offset, -2500), at(offset, 2500)],
  ]);
  const lamps: number[] = [];
  for (const [from, to] of roads as [number, number][][])
    for (let i = 0; i < 156; i++) {
      if (random() < 0.35 * Math.hypot(i - 78, 20) * 0.02) continue;
      const t = i / 156;
      lamps.push(from![0] + (to![0] - from![0]) * t, from![1] + (to![1] - from![1]) * t, 0);
    }
  const river: Path = Array.from({ length: 30 }, (_, i) => at(1900 + 160 * Math.sin(i / 4), -2500 + i * 172));
  const levels = ['yellow', 'yellow', 'orange', 'yellow', 'red', 'blue', 'orange'] as const;
  return {
    tilesets: [],
    lines: [
      { path: river, kind: 'river' },
      ...roads.map((path) => ({ path, kind: 'road' as const })),
      { path: river.map(([x, y]) => [x - 90 * east, y] as const), kind: 'greenway' },
    ],
    lamps: Float64Array.from(lamps),
    alerts: levels.map((level, i) => ({
      level,
      position: [...at(-900 + 330 * i, 500 * Math.sin(i * 2.1)), 0] as [number, number, number],
    })),
    camera: [...at(-650, -900), 700, 35, -32, 0],
    light: 'day',
    bounds: [lon - 0.05, lat - 0.04, lon + 0.05, lat + 0.04],
    show: { lamps: true, alerts: true },
  };
}
