import { Cartesian3, Cartesian4, Matrix4, type Texture } from '@cesium/engine';
import { slotOf } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { Fleet } from '../domain/fleet.ts';
import { levelRank } from '../domain/level.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { boundaryDays, sameMoment } from './boundary-days.ts';
import type { FindingMark, PlacementPreview } from './editing-spec.ts';
import { FILTERED, FINDING_SHIFT, HIGHLIGHTED, LIFTED, SELECTED, STATE_BYTES } from './encode-state.ts';
import { floodedReach } from './flooded.ts';
import { drawGlyphs } from './glyphs.ts';
import { isLate, lateDimming } from './late-dimming.ts';
import type { DriverContext, LayerDriver } from './layers/driver.ts';
import { DRIVERS } from './layers/drivers.ts';
import { tableOf } from './layers/point.ts';
import type { Displaced } from './placement.ts';
import { canvasTexture } from './private/canvas-texture.ts';
import { contextOf } from './private/context.ts';
import { PickRange } from './private/pick-range.ts';
import { createResident, type Resident, type Sides } from './resident.ts';
import type { LayerStats, ScenePick, SceneSpec } from './scene-spec.ts';
import { splitOf } from './split.ts';
import { alternativeIndex, scenarioDays } from './validity-rows.ts';
import type { WaterReach } from './water-motion.ts';

/** Every layer's residents, draws and pick ids, kept in step with fleet, scenario and spec. */
export interface LayerSet {
  readonly residents: ReadonlyMap<string, Resident>;
  /** Binds tables; layers whose tables are the same objects as before stay untouched. Returns whether any changed. */
  bind(fleet: Fleet): boolean;
  /** Makes what is missing and shows what `spec` shows. Returns why a frame is due, if one is. */
  sync(spec: SceneSpec): boolean;
  /** Uploads new rows; true when a visible layer changed. */
  touch(spec: SceneSpec): boolean;
  /** Judges liveness at the playhead again; true when a visible layer changed. */
  judge(spec: SceneSpec): boolean;
  /** Judges what is due by the playhead alone; true when a visible layer changed. */
  judgeDue(spec: SceneSpec): boolean;
  /** No liveness of a visible layer changes before this, ms. */
  nextTransition(spec: SceneSpec): Instant;
  /** Whether the slot exists right (or, `left`, left) of the divider; under the onion skin, on either side. */
  exists(layer: string, slot: number, left: boolean): boolean;
  /** Shows assets elsewhere, or everything where it belongs; true when anything moved. */
  preview(placements: readonly PlacementPreview[], spec: SceneSpec): boolean;
  /** Marks what has live findings; true when a mark changed. */
  marks(marks: readonly FindingMark[], spec: SceneSpec): boolean;
  /** Lights up what a dragged mount would go to; true when that changed. */
  aim(at: ScenePick | null, spec: SceneSpec): boolean;
  /** Grows with every change of the red alarms of any layer. */
  readonly alarmsVersion: number;
  /** World positions of the red alarms of visible layers that are neither stale nor offline. */
  alarms(spec: SceneSpec): Cartesian3[];
  /** Where visible basins stand under water by observations that are neither stale nor offline. */
  flooded(spec: SceneSpec): WaterReach;
  stats(spec: SceneSpec | null): Record<string, LayerStats>;
  readonly primitives: number;
  destroy(): void;
}

/** Two times nearer than this are one: now is asked twice, milliseconds. */
const SAME_TIME = 500;
/** Metres that an asset's models, light and symbol reach from its foot. */
const REACH = 60;

interface Entry {
  readonly resident: Resident;
  driver: LayerDriver | null;
  picks: PickRange;
  scenario: CompiledScenario | null;
  /** Slots that a hand holds. */
  lifted: readonly number[];
}

export function createLayerSet(shared: Omit<DriverContext, 'glyphs' | 'late'>): LayerSet {
  const { scene, ground } = shared;
  const sides: Sides = { timeLeft: 0, timeRight: 0, alternativeLeft: 0, alternativeRight: 0, future: 0, onion: 0 };
  const entries = new Map<string, Entry>();
  const residents = new Map<string, Resident>();
  const glyphs: Texture = canvasTexture(contextOf(scene), drawGlyphs());
  const late = new Cartesian4(...lateDimming(null));
  const context: DriverContext = { ...shared, glyphs, late };
  let marked = '';
  let slotsShown: SceneSpec['slots'];
  let findings: readonly FindingMark[] = [];
  let aimed: ScenePick | null = null;
  let previews: readonly PlacementPreview[] = [];
  /** Plan whose slots the previews were put on; undefined: tables were bound since. */
  let displacedOf: CompiledScenario | null | undefined;
  let shown = '';
  let boundariesOf: CompiledScenario | null = null;
  let boundaries: Float64Array = new Float64Array(0);

  const dropDriver = (entry: Entry) => {
    for (const draw of entry.driver?.draws ?? []) scene.primitives.remove(draw);
    entry.driver?.destroy();
    entry.driver = null;
  };
  const drop = (id: string, entry: Entry) => {
    dropDriver(entry);
    entry.picks.destroy();
    entry.resident.destroy();
    entries.delete(id);
    residents.delete(id);
  };

  const mark = (spec: SceneSpec) => {
    const key = `${spec.select}|${spec.highlight.join()}`;
    if (key === marked && spec.slots === slotsShown) return false;
    marked = key;
    slotsShown = spec.slots;
    let changed = false;
    for (const [id, entry] of entries) {
      const { resident, driver, scenario, lifted } = entry;
      const table = tableOf(resident, scenario);
      const flags = new Map<number, number>(lifted.map((slot) => [slot, LIFTED]));
      const put = (asset: string, flag: number) => {
        const slot = slotOf(table, asset);
        if (slot !== undefined) flags.set(slot, (flags.get(slot) ?? 0) | flag);
      };
      if (spec.select !== null) put(spec.select, SELECTED);
      for (const asset of spec.highlight) put(asset, HIGHLIGHTED);
      if (aimed?.layer === id) put(aimed.id, HIGHLIGHTED);
      for (const [asset, rank] of worstFindings(findings, id)) put(asset, rank << FINDING_SHIFT);
      const slots = spec.slots?.get(id);
      if (!resident.mark(flags, slots?.passing, slots?.chosen)) continue;
      changed = true;
      // Badges count what is shown.
      driver?.refresh?.();
    }
    return changed;
  };
  const markAgain = (spec: SceneSpec) => {
    marked = '';
    return mark(spec);
  };

  /** Draws of a driver change: those that are new are shown, those that left are destroyed, within one frame. */
  const restage = ({ resident, driver }: Entry, spec: SceneSpec, change: () => void) => {
    if (!driver) return false;
    const before = new Set(driver.draws);
    change();
    const after = new Set(driver.draws);
    for (const draw of after) {
      if (before.has(draw)) continue;
      draw.show = spec.layers.includes(resident.id);
      scene.primitives.add(draw);
    }
    for (const draw of before) if (!after.has(draw)) scene.primitives.remove(draw);
    return after.size !== before.size || [...after].some((draw) => !before.has(draw));
  };

  /** Whatever moved must not be culled at its new place. */
  const cover = ({ resident, driver }: Entry, moved: readonly number[]) => {
    const point = new Cartesian3();
    for (const slot of moved) {
      const [east, north, up] = resident.placement.at(slot);
      Matrix4.multiplyByPoint(resident.placement.place.toWorld, Cartesian3.fromElements(east, north, up, point), point);
      for (const draw of driver?.draws ?? []) draw.cover(point, REACH);
    }
  };

  const displace = (spec: SceneSpec) => {
    let changed = false;
    for (const [id, entry] of entries) {
      const { resident, driver, scenario } = entry;
      const table = tableOf(resident, scenario);
      const slots = new Map<number, Displaced>();
      const lifted = new Map<number, string | null>();
      for (const each of previews) {
        const slot = each.layer === id ? slotOf(table, each.id) : undefined;
        if (slot === undefined) continue;
        slots.set(slot, each);
        if (driver?.lift && (each.mounts !== undefined || slot < resident.layer.assets.count))
          lifted.set(slot, each.mounts ?? null);
      }
      const lift = () => {
        entry.lifted = driver?.lift?.(lifted) ?? [];
      };
      if (lifted.size > 0 || entry.lifted.length > 0) changed = restage(entry, spec, lift) || changed;
      const moved = resident.placement.displace(slots);
      cover(entry, moved);
      changed ||= moved.length > 0;
    }
    return markAgain(spec) || changed;
  };

  /** Lets every resident look at its table; true when a visible layer changed. */
  const observe = (spec: SceneSpec, look: (resident: Resident) => boolean) => {
    // Right of now measured layers are neutral whatever the tables hold: nothing is encoded, nothing uploaded.
    if (spec.era === 'future') return false;
    let changed = false;
    for (const [id, { resident, driver }] of entries) {
      if (!look(resident)) continue;
      driver?.refresh?.();
      changed ||= spec.layers.includes(id);
    }
    return changed;
  };

  return {
    residents,
    bind(fleet) {
      let changed = false;
      for (const [id, entry] of [...entries]) {
        const now = fleet.get(id);
        if (now && now.assets === entry.resident.layer.assets && now.shown === entry.resident.layer.shown) continue;
        drop(id, entry);
        changed = true;
      }
      for (const [id, layer] of fleet) {
        if (entries.has(id)) continue;
        const resident = createResident(scene, layer, sides, ground);
        residents.set(id, resident);
        entries.set(id, {
          resident,
          driver: null,
          picks: new PickRange(scene, id, layer.assets.capacity),
          scenario: null,
          lifted: [],
        });
        changed = true;
      }
      marked = '';
      shown = '';
      if (changed) displacedOf = undefined;
      return changed;
    },
    sync(spec) {
      const { scenario } = spec;
      let due = false;
      if (scenario !== boundariesOf) {
        boundariesOf = scenario;
        boundaries = scenario ? boundaryDays(scenario) : new Float64Array(0);
      }
      for (const entry of entries.values()) {
        if (entry.driver && entry.scenario === scenario) continue;
        const { resident, picks, driver } = entry;
        const touches = (each: CompiledScenario | null) => each?.assets.get(resident.id);
        const same = touches(entry.scenario) === touches(scenario);
        if (entry.scenario !== scenario) {
          const { changed, moved } = resident.scenario(scenario);
          cover(entry, moved);
          due ||= changed;
          marked = '';
        }
        entry.scenario = scenario;
        if (driver?.follow) {
          due = restage(entry, spec, () => driver.follow?.(scenario)) || due;
          continue;
        }
        if (driver && same) continue;
        dropDriver(entry);
        entry.driver = DRIVERS[resident.layer.definition.geometry](context, resident, scenario, picks.first);
        for (const draw of entry.driver.draws) {
          draw.show = spec.layers.includes(resident.id);
          scene.primitives.add(draw);
        }
        marked = '';
        due = true;
      }
      if (previews.length > 0 && displacedOf !== scenario) due = displace(spec) || due;
      displacedOf = scenario;
      const visible = spec.layers.join();
      if (visible !== shown) {
        shown = visible;
        for (const [id, entry] of entries) {
          const show = spec.layers.includes(id);
          for (const draw of entry.driver?.draws ?? []) draw.show = show;
        }
        due = true;
      }
      const next: Sides = {
        timeLeft: scenarioDays(scenario, spec.compareAt ?? spec.at),
        timeRight: scenarioDays(scenario, spec.at),
        alternativeLeft: alternativeIndex(scenario, spec.compare),
        alternativeRight: alternativeIndex(scenario, spec.alternative),
        // Tables hold what was measured at the playhead: another time beside it has no observation, and both are neutral.
        future:
          spec.era === 'future' ||
          (spec.compare !== null && Math.abs((spec.compareAt ?? spec.at) - spec.at) > SAME_TIME)
            ? 1
            : 0,
        onion: spec.compare !== null && spec.compareView === 'onion' ? 1 : 0,
      };
      // Time moves all the while; it is seen only when something begins or ends to exist, or the era changes.
      const { timeLeft, timeRight, ...rest } = next;
      if (Object.entries(rest).some(([key, value]) => sides[key as keyof Sides] !== value)) due = true;
      const dimming = lateDimming(spec.assumed ?? scenario);
      const dimmed = new Cartesian4(...dimming);
      if (!dimmed.equals(late)) {
        dimmed.clone(late);
        due = true;
      }
      if (
        !sameMoment(boundaries, sides.timeRight, timeRight) ||
        isLate(dimming, sides.timeRight) !== isLate(dimming, timeRight)
      )
        due = true;
      if (
        spec.compare !== null &&
        (!sameMoment(boundaries, sides.timeLeft, timeLeft) ||
          isLate(dimming, sides.timeLeft) !== isLate(dimming, timeLeft))
      )
        due = true;
      Object.assign(sides, next);
      const split = splitOf(spec);
      if (scene.splitPosition !== split) {
        scene.splitPosition = split;
        due = true;
      }
      for (const [id, { resident }] of entries)
        if (resident.paint.show(spec.colors?.get(id)) && spec.layers.includes(id)) due = true;
      return mark(spec) || due;
    },
    touch: (spec) => observe(spec, (resident) => resident.touch(spec.at)),
    judge: (spec) => observe(spec, (resident) => resident.judge(spec.at)),
    judgeDue: (spec) => observe(spec, (resident) => resident.judgeDue(spec.at)),
    nextTransition(spec) {
      let next = Number.POSITIVE_INFINITY;
      for (const [id, { resident }] of entries)
        if (spec.layers.includes(id)) next = Math.min(next, resident.nextTransition());
      return next;
    },
    exists(layer, slot, left) {
      const entry = entries.get(layer);
      if (!entry || isFiltered(entry, slot)) return false;
      if (sides.onion > 0.5 && existsIn(entry, slot, sides.alternativeLeft, sides.timeLeft)) return true;
      return existsIn(
        entry,
        slot,
        left ? sides.alternativeLeft : sides.alternativeRight,
        left ? sides.timeLeft : sides.timeRight,
      );
    },
    preview(placements, spec) {
      if (placements.length === 0 && previews.length === 0) return false;
      previews = placements;
      return displace(spec);
    },
    marks(marks, spec) {
      findings = marks;
      return markAgain(spec);
    },
    aim(at, spec) {
      if (aimed?.layer === at?.layer && aimed?.id === at?.id) return false;
      aimed = at;
      return markAgain(spec);
    },
    get alarmsVersion() {
      let version = 0;
      for (const { alarmsVersion } of residents.values()) version += alarmsVersion;
      return version;
    },
    alarms(spec) {
      const found: Cartesian3[] = [];
      for (const [id, { resident, scenario }] of entries) {
        if (!spec.layers.includes(id)) continue;
        const { count, positions } = tableOf(resident, scenario);
        for (const slot of resident.alarms) {
          if (slot >= count) continue;
          const [lon, lat, up] = [0, 1, 2].map((i) => positions[3 * slot + i]!) as [number, number, number];
          found.push(Cartesian3.fromDegrees(lon, lat, ground(lon, lat) + up));
        }
      }
      return found;
    },
    flooded(spec) {
      if (spec.era === 'future') return [];
      return [...entries].flatMap(([id, { resident, scenario }]) =>
        spec.layers.includes(id)
          ? floodedReach(resident.layer.definition, tableOf(resident, scenario), resident.rows)
          : [],
      );
    },
    stats(spec) {
      const stats: Record<string, LayerStats> = {};
      for (const [id, entry] of entries) {
        const { resident } = entry;
        const table = tableOf(resident, entry.scenario);
        const shows = spec?.layers.includes(id) === true;
        let visible = 0;
        if (shows)
          for (let slot = 0; slot < table.count; slot++)
            if (!isFiltered(entry, slot) && existsIn(entry, slot, sides.alternativeRight, sides.timeRight))
              visible += 1;
        stats[id] = { assets: resident.layer.assets.count, visible, ...resident.encoder.count(resident.rows) };
      }
      return stats;
    },
    get primitives() {
      return scene.primitives.length;
    },
    destroy() {
      for (const [id, entry] of [...entries]) drop(id, entry);
      glyphs.destroy();
    },
  };
}

/** Rank of the worst finding of each object of `layer`, by id. */
function worstFindings(findings: readonly FindingMark[], layer: string): Map<string, number> {
  const worst = new Map<string, number>();
  for (const finding of findings)
    if (finding.layer === layer) worst.set(finding.id, Math.max(worst.get(finding.id) ?? 0, levelRank(finding.level)));
  return worst;
}

function isFiltered({ resident }: Entry, slot: number): boolean {
  return (resident.rows[slot * STATE_BYTES + 3]! & FILTERED) !== 0;
}

function existsIn({ resident, scenario }: Entry, slot: number, alternative: number, days: number): boolean {
  if (!scenario) return slot < resident.layer.assets.count;
  const validity = scenario.alternatives[alternative]?.validity.get(resident.id);
  if (!validity)
    return (
      !scenario.alternatives.some((each) => each.validity.has(resident.id)) ||
      slot < (scenario.assets.get(resident.id)?.count ?? 0)
    );
  const at = scenario.start + days * 86_400_000;
  return (
    at >= (validity.from[slot] ?? Number.POSITIVE_INFINITY) && at < (validity.to[slot] ?? Number.NEGATIVE_INFINITY)
  );
}
