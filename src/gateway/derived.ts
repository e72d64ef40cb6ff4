import { HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { type DerivedProperty, dayBegin, daysLeft, daysSince, derivedOf } from '../domain/derived.ts';
import { propertyIndex } from '../domain/layer.ts';
import { type RateSample, windowTotal, withSample } from '../domain/window-total.ts';
import type { IncomingRow } from '../wire/observation-message.ts';
import { type City, type CityLayer, rowOf } from './city.ts';
import type { History } from './history/history.ts';
import type { Ingest, Origin, Sample } from './ingest.ts';

/** Properties that follow from others: totals of a window, days to a date, lamps that ought to burn. */
export interface Derived {
  /** Derives what follows from a sample and takes it in like any other. */
  observe(sample: Sample): void;
  /** Remembers samples of before, and tells nothing of them. */
  remember(samples: readonly Sample[]): void;
  /** Derives what the calendar alone changes; a value of today is not told twice. */
  day(): void;
}

/** @param take as `Ingest.row`; @param now city time, ms */
export function createDerived(city: City, now: () => Instant, take: Ingest['row']): Derived {
  const { utcOffset } = city.catalog.city;
  const windows = new Map<string, readonly RateSample[]>();
  const of = new Map(city.layers.map((layer) => [layer, derivedOf(layer.definition)]));

  function tell(layer: CityLayer, slot: number, property: string, value: number, time: Instant, origin: Origin): void {
    const row: IncomingRow = { asset: layer.assets.ids[slot] ?? '', property, value, time, quality: 'good' };
    take(layer.id, row, origin, 'derived');
  }

  function total(sample: Sample, { key, derived }: DerivedProperty): void {
    if (derived.how !== 'total') return;
    const { layer, time, value } = sample;
    const window = derived.hours * HOUR;
    // Back-filled samples go forward in a past of their own, beside the live ones.
    const id = `${sample.row} ${key} ${sample.historical}`;
    const kept = withSample(windows.get(id) ?? [], { time, value }, window);
    windows.set(id, kept);
    const hold = layer.definition.liveness.stale * 1000;
    const decimals = 10 ** (layer.definition.properties[propertyIndex(layer.definition, key)]?.decimals ?? 1);
    const sum = Math.round(windowTotal(kept, time - window, time, hold) * decimals) / decimals;
    tell(layer, sample.slot, key, sum, time, sample.origin);
  }

  return {
    remember(samples) {
      for (const { layer, row, time, value, property } of samples)
        for (const { key, derived } of of.get(layer) ?? [])
          if (derived.how === 'total' && derived.of === layer.definition.properties[property]?.key) {
            const id = `${row} ${key} false`;
            windows.set(id, withSample(windows.get(id) ?? [], { time, value }, derived.hours * HOUR));
          }
    },
    observe(sample) {
      if (sample.quality === 'bad') return;
      const { layer } = sample;
      const source = layer.definition.properties[sample.property]?.key;
      for (const property of of.get(layer) ?? []) {
        const { derived, key } = property;
        if (!('of' in derived) || derived.of !== source) continue;
        switch (derived.how) {
          case 'total':
            total(sample, property);
            break;
          case 'days-since':
            if (sample.newest)
              tell(layer, sample.slot, key, daysSince(sample.time, now(), utcOffset), today(), sample.origin);
        }
      }
    },
    day() {
      for (const [layer, properties] of of)
        for (const { key, derived } of properties) {
          if (derived.how !== 'days-left' && derived.how !== 'days-since') continue;
          const index = propertyIndex(layer.definition, key);
          for (let slot = 0; slot < layer.assets.count; slot++) {
            const value =
              derived.how === 'days-left'
                ? daysLeft(String(layer.assets.columns[derived.attribute]?.[slot] ?? ''), now(), utcOffset)
                : sinceLast(layer, slot, derived.of);
            if (value === null || layer.last.times[index]?.[slot] === today()) continue;
            tell(layer, slot, key, value, today(), layer.feed);
          }
        }
    },
  };

  function today(): Instant {
    return dayBegin(now(), utcOffset);
  }

  function sinceLast(layer: CityLayer, slot: number, property: string): number | null {
    const time = layer.last.times[propertyIndex(layer.definition, property)]?.[slot];
    return time === undefined || Number.isNaN(time) ? null : daysSince(time, now(), utcOffset);
  }
}

/** The samples of the last hours, so that a window reaches back past a restart. Oldest first, by minutes. */
export async function recentRates(city: City, history: History, now: Instant): Promise<readonly Sample[]> {
  const found: Sample[] = [];
  for (const layer of city.layers) {
    const longest = new Map<string, number>();
    for (const { derived } of derivedOf(layer.definition))
      if (derived.how === 'total') longest.set(derived.of, Math.max(longest.get(derived.of) ?? 0, derived.hours));
    for (const [key, hours] of longest) {
      const property = propertyIndex(layer.definition, key);
      for (let slot = 0; slot < layer.assets.count; slot++) {
        const row = rowOf(layer, property, slot);
        const points = await history.buckets(layer, key, slot, now - hours * HOUR, now, MINUTE);
        for (const { time, mean } of points)
          found.push({
            ...{ layer, property, slot, row, time, value: mean },
            ...{ quality: 'good', origin: layer.feed, newest: false, historical: false },
          });
      }
    }
  }
  return found;
}
