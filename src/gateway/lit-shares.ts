import { type Instant, MINUTE } from '../domain/clock.ts';
import { darkShare, derivedOf, isNight } from '../domain/derived.ts';
import { distanceToPath } from '../domain/geo/distance-to-path.ts';
import { propertyIndex } from '../domain/layer.ts';
import { type LampReading, litShare } from '../domain/lit-share.ts';
import { QUALITIES } from '../domain/observation.ts';
import type { City, CityLayer } from './city.ts';
import type { Ingest } from './ingest.ts';

/** Milliseconds of city time between two values of a share. */
const EVERY = 5 * MINUTE;
/** Degrees about a line's box within which a lamp may stand beside it. */
const MARGIN = 0.001;

/** How many of the lamps along a line burn, and what follows from it: nobody sends it, the lamps say it. */
export interface LitShares {
  /** Works out what is due. */
  tell(now: Instant): void;
}

const BAD = QUALITIES.indexOf('bad');

/** One property of one layer that is told by lamps along its lines. */
interface Rule {
  readonly layer: CityLayer;
  readonly property: string;
  /** Properties that follow: what is dark of what ought to burn. */
  readonly dark: readonly string[];
  readonly lamps: CityLayer;
  readonly power: number;
  readonly rated: string;
  /** By slot of a line: slots of the lamps that light it. */
  readonly along: ReadonlyMap<number, readonly number[]>;
}

/** Lines without a lamp beside them are told nothing. */
export function createLitShares(city: City, ingest: Pick<Ingest, 'row'>): LitShares {
  const rules = city.layers.flatMap((layer) => rulesOf(city, layer));
  let told = Number.NEGATIVE_INFINITY;
  return {
    tell(now) {
      // At whole steps of the clock: what several gateways tell is of the same times.
      const time = Math.floor(now / EVERY) * EVERY;
      if (time === told) return;
      told = time;
      for (const rule of rules)
        for (const slot of rule.along.keys()) {
          const lit = litAt(rule, slot, now);
          if (lit === null) continue;
          const { layer, property, dark } = rule;
          const [longitude, latitude] = placeOf(layer, slot);
          const asset = layer.assets.ids[slot] ?? '';
          const row = { asset, time, quality: 'good' } as const;
          ingest.row(layer.id, { ...row, property, value: Math.round(lit) }, layer.feed, property);
          const out = Math.round(darkShare(lit, now, longitude, latitude));
          for (const each of dark) ingest.row(layer.id, { ...row, property: each, value: out }, layer.feed, each);
        }
    },
  };
}

function rulesOf(city: City, layer: CityLayer): Rule[] {
  return derivedOf(layer.definition).flatMap(({ key, derived }): Rule[] => {
    if (derived.how !== 'lit-share') return [];
    const lamps = city.layer(derived.layer);
    // What is recorded tells itself, and a real line believes no simulated lamp.
    if (!lamps || layer.feed === 'replay' || (layer.source === 'surveyed' && lamps.source !== 'surveyed')) return [];
    const dark = derivedOf(layer.definition).flatMap((each) =>
      each.derived.how === 'dark-share' && each.derived.of === key ? [each.key] : [],
    );
    const power = propertyIndex(lamps.definition, derived.power);
    const along = lampsAlong(layer, lamps, derived.withinMetres);
    return [{ layer, property: key, dark, lamps, power, rated: derived.rated, along }];
  });
}

function litAt({ layer, lamps, power, rated, along }: Rule, slot: number, now: Instant): number | null {
  const [longitude, latitude] = placeOf(layer, slot);
  const readings = (along.get(slot) ?? []).map((lamp): LampReading => {
    const watts = lamps.assets.columns[rated]?.[lamp];
    const bad = lamps.last.qualities[power]?.[lamp] === BAD;
    return {
      power: bad ? Number.NaN : (lamps.last.values[power]?.[lamp] ?? Number.NaN),
      ratedWatts: typeof watts === 'number' ? watts : null,
      time: lamps.last.times[power]?.[lamp] ?? Number.NaN,
    };
  });
  return litShare(readings, now, lamps.definition.liveness.stale * 1000, (time) => isNight(time, longitude, latitude));
}

/** Each lamp lights the line that it stands nearest to, within so many metres. */
function lampsAlong(layer: CityLayer, lamps: CityLayer, withinMetres: number): Map<number, number[]> {
  const lines = Array.from({ length: layer.assets.count }, (_, slot) => layer.assets.shapes?.[slot] ?? []).map(
    (path) => ({
      path,
      west: Math.min(...path.map(([longitude]) => longitude)) - MARGIN,
      east: Math.max(...path.map(([longitude]) => longitude)) + MARGIN,
      south: Math.min(...path.map(([, latitude]) => latitude)) - MARGIN,
      north: Math.max(...path.map(([, latitude]) => latitude)) + MARGIN,
    }),
  );
  const along = new Map<number, number[]>();
  for (let lamp = 0; lamp < lamps.assets.count; lamp++) {
    const [longitude, latitude] = placeOf(lamps, lamp);
    let nearest = withinMetres;
    let line = -1;
    lines.forEach(({ path, west, east, south, north }, slot) => {
      if (!(longitude > west && longitude < east && latitude > south && latitude < north)) return;
      const metres = distanceToPath([longitude, latitude], path);
      if (metres <= nearest) [nearest, line] = [metres, slot];
    });
    if (line >= 0) along.set(line, [...(along.get(line) ?? []), lamp]);
  }
  return along;
}

function placeOf({ assets }: CityLayer, slot: number): [longitude: number, latitude: number] {
  return [assets.positions[3 * slot] ?? 0, assets.positions[3 * slot + 1] ?? 0];
}
