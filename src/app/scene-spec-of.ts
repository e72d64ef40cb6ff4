import type { Era, Instant } from '../domain/clock.ts';
import { MODES } from '../modes/table.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { SceneBasemap, SceneLux, SceneOwn, ScenePin, SceneSpec, SceneWater } from '../scene/scene-spec.ts';
import type { Session } from '../state/session.ts';
import type { ShownColors } from '../state/shown-colors.ts';
import type { ShownSlots } from '../state/shown-slots.ts';
import type { City } from './load-city.ts';

const REDUCED_MOTION = matchMedia('(prefers-reduced-motion: reduce)');

export interface SceneMoment {
  readonly city: City;
  readonly session: Session;
  readonly now: Instant;
  readonly at: Instant;
  readonly era: Era;
  /** Where the compared side stands. */
  readonly comparedAt: Instant;
  readonly scenario: CompiledScenario | null;
  /** With the assumptions that the person holds. */
  readonly assumed: CompiledScenario | null;
  readonly slots: ShownSlots;
  readonly colors: ShownColors;
  readonly lux: SceneLux | null;
  readonly water: SceneWater | null;
  readonly pins: readonly ScenePin[];
  readonly own: readonly SceneOwn[];
}

/** What the scene draws, as a function of the session and the clock. */
export function sceneSpec(moment: SceneMoment): SceneSpec {
  const { city, session, now, at, era, comparedAt, scenario, assumed, slots, colors, lux, water, pins, own } = moment;
  const mode = MODES[session.mode];
  return {
    now,
    at,
    era,
    frozen: session.freeze !== null,
    reducedMotion: REDUCED_MOTION.matches,
    layers: session.layers,
    tilesets: tilesetsOf(city),
    basemap: basemapsOf(city).find((basemap) => basemap.id === session.basemap) ?? null,
    scenario,
    assumed,
    alternative: session.scenario?.alternative ?? 'base',
    compare: scenario ? (session.compare?.alternative ?? null) : null,
    compareAt: session.compareAt ? comparedAt : undefined,
    compareView: session.compareView,
    split: session.split,
    select: session.select,
    highlight: session.highlight,
    // Where nothing on screen says so, nothing is filtered, and a colour means its status.
    ...(mode.tools.includes('select') ? { slots, colors } : {}),
    quality: session.quality,
    style: session.style,
    symbolScale: mode.symbolScale,
    labels: mode.labels,
    emphasis: mode.emphasis,
    language: session.language,
    lux,
    water,
    pins,
    clip: mode.tools.includes('select') ? session.clip : null,
    own: mode.tools.includes('select') ? own : [],
    walking: session.walking && mode.tools.includes('select'),
    editing: scenario && session.editing ? EDITED : null,
  };
}

/** Poles stand in these layers. */
const EDITED = { layers: ['lamp', 'pole'] };

const TILESETS = new WeakMap<City, SceneSpec['tilesets']>();

/** Tilesets with addresses the page can fetch: paths of the city folder are served below `/city/`. */
function tilesetsOf(city: City): SceneSpec['tilesets'] {
  let tilesets = TILESETS.get(city);
  if (!tilesets) {
    tilesets = city.catalog.tilesets.map(fetchable);
    TILESETS.set(city, tilesets);
  }
  return tilesets;
}

const BASEMAPS = new WeakMap<City, readonly SceneBasemap[]>();

function basemapsOf(city: City): readonly SceneBasemap[] {
  let basemaps = BASEMAPS.get(city);
  if (!basemaps) {
    basemaps = city.catalog.basemaps.map(fetchable);
    BASEMAPS.set(city, basemaps);
  }
  return basemaps;
}

function fetchable<T extends { readonly url: string }>(entry: T): T {
  return /^https?:/.test(entry.url) ? entry : { ...entry, url: `/city/${entry.url}` };
}
