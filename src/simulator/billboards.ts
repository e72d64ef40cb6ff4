import type { Asset } from '../domain/asset.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { windRatio } from '../domain/wind-risk.ts';
import { darkness, midnightOf, nightOf } from './night.ts';
import { draw, streamOf } from './noise.ts';
import { peakOf } from './rain.ts';
import type { Series } from './series.ts';
import { assetsOf, decimalsOf, numberOf, type SimulatedLayer, type World } from './world.ts';

/** One inspection in each window, so ages reach two of them; a board in twenty-five is overdue, its window four times as long. */
const INSPECTION_WINDOW = 15 * DAY;
const OVERDUE_SHARE = 0.04;
/** Share of inspections with each code 1–5: dirty, damaged, partly lit, not as planned, hazard; the rest is good. */
const FINDINGS = [0.05, 0.03, 0.035, 0.013, 0.006];
const NOT_LIT = 0.02;
/** Local hours after midnight at which lit boards go dark (LED 22:30, domain.md §6); −1.5 is 22:30. */
const DARK_AFTER: Readonly<Record<string, number>> = { led: -1.5, 'shop-sign': -2, '*': -0.5 };

/** Series of every billboard: inspection findings, wind load ratio, and whether it is lit. */
export function billboards(layer: SimulatedLayer, world: World): Series[] {
  return assetsOf(layer).flatMap((asset) => boardSeries(layer, asset, world));
}

function boardSeries(layer: SimulatedLayer, asset: Asset, world: World): Series[] {
  const stream = streamOf(world.seed, asset.id);
  const { weather, utcOffset } = world;
  const window = draw(stream, 0) < OVERDUE_SHARE ? 4 * INSPECTION_WINDOW : INSPECTION_WINDOW;
  const inspectedIn = (k: number): Instant => {
    const day = Math.floor(draw(stream ^ 1, k) * (window / DAY)) * DAY;
    return k * window + day - utcOffset + 8 * HOUR + Math.floor(draw(stream ^ 2, k) * 9 * 60) * MINUTE;
  };
  const inspections = (from: Instant, to: Instant): Instant[] => {
    const times: Instant[] = [];
    for (let k = Math.floor(from / window) - 1; k <= Math.floor(to / window) + 1; k++) {
      const time = inspectedIn(k);
      if (time > from && time <= to) times.push(time);
    }
    return times;
  };
  const finding = (at: Instant): number => {
    let chance = draw(stream ^ 3, Math.floor((at + utcOffset) / DAY));
    for (const [index, share] of FINDINGS.entries()) {
      if (chance < share) return index + 1;
      chance -= share;
    }
    return 0;
  };

  const age =
    new Date(world.epoch).getUTCFullYear() - numberOf(asset, 'built', new Date(world.epoch).getUTCFullYear() - 5);
  const area = numberOf(asset, 'width', 4) * numberOf(asset, 'height', 2);
  const darkAfter = (DARK_AFTER[String(asset.attributes.type)] ?? DARK_AFTER['*'] ?? 0) * HOUR;
  const altitude = -1 + draw(stream, 2);
  const lamps = draw(stream, 3) >= NOT_LIT;
  const evening = (at: Instant): readonly [Instant, Instant] => {
    const night = nightOf(at, utcOffset);
    const dark = darkness(night, utcOffset, asset.position[0], asset.position[1], altitude);
    return [dark.from, midnightOf(night, utcOffset) + darkAfter];
  };
  const common = {
    layer: layer.definition.id,
    asset: asset.id,
    phase: Math.floor(draw(stream, 4) * 30) * MINUTE,
  };
  const decimals = (property: string): number => decimalsOf(layer.definition, property);
  return [
    {
      ...common,
      property: 'inspection',
      decimals: decimals('inspection'),
      period: Number.POSITIVE_INFINITY,
      historyPeriod: Number.POSITIVE_INFINITY,
      value: finding,
      changes: inspections,
    },
    {
      ...common,
      property: 'windRatio',
      decimals: decimals('windRatio'),
      period: 30 * MINUTE,
      historyPeriod: 6 * HOUR,
      value: (at) => windRatio(weather.wind(at), age, area),
      changes: (from, to) => [peakOf(weather.storm)].filter((time) => time > from && time <= to),
    },
    {
      ...common,
      property: 'lit',
      decimals: decimals('lit'),
      period: Number.POSITIVE_INFINITY,
      historyPeriod: Number.POSITIVE_INFINITY,
      value: (at) => {
        const [on, off] = evening(at);
        return lamps && at >= on && at < off ? 1 : 0;
      },
      changes: (from, to) => {
        const times: Instant[] = [];
        const begin = Math.max(from, to - 10 * DAY);
        for (let day = begin; ; day += DAY) {
          for (const time of evening(Math.min(day, to)))
            if (time > from && time <= to && !times.includes(time)) times.push(time);
          if (day >= to) return times;
        }
      },
    },
  ];
}
