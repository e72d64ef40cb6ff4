import { Cesium3DTileset, type CustomShader, type Scene, ShadowMode } from '@cesium/engine';
import { CITY_STYLES } from '../domain/city-style.ts';
import type { Atmosphere } from './atmosphere.ts';
import { createBuildingDivider } from './building-divider.ts';
import { BuildingResource } from './building-resource.ts';
import type { Frames } from './frame.ts';
import { groundPlace } from './ground-place.ts';
import { MODEL_VERTICES } from './model-budget.ts';
import { createModelGate, type ModelVertices } from './model-gate.ts';
import { NoImageLight } from './no-image-light.ts';
import type { Uniforms } from './private/uniforms.ts';
import type { SceneQuality } from './quality.ts';
import type { Resident } from './resident.ts';
import type { SceneSpec, SceneTileset, SceneTrouble, TilesetKind } from './scene-spec.ts';
import { definesOf, makeTileShader } from './tile-shaders.ts';
import type { WaterReach } from './water-motion.ts';

/** The city's own tilesets, kept in step with the spec by id. */
export interface Tilesets {
  sync(spec: SceneSpec, quality: SceneQuality, residents: ReadonlyMap<string, Resident>): void;
  /** Factor on the preset's screen-space error, 1 or more. */
  coarsen(factor: number): void;
  /** Whether tilesets cast shadows now. */
  castShadows(cast: boolean): void;
  /** A map below the city takes the place of the drawn ground. */
  coverGround(covered: boolean): void;
  /** Tells whether all of them have loaded what the view needs. */
  settled(): boolean;
  stats(): { loaded: number; pending: number; bytes: number; features: number; open: number };
  /** What the streamed models of the last frame came to. */
  models(): ModelVertices;
  /** Where the open tilesets have water; the same list until another tileset opens. */
  water(): WaterReach;
  /** The open tilesets of these kinds. */
  solid(kinds: readonly TilesetKind[]): readonly Cesium3DTileset[];
  /** The tileset that a picked Cesium object belongs to. */
  entryOf(primitive: unknown): SceneTileset | null;
  destroy(): void;
}

const TRANSLUCENT = CITY_STYLES.indexOf('translucent');
/** What is large enough for its shadow to be seen. */
export const CASTING: readonly TilesetKind[] = ['buildings', 'structures', 'trees'];
/** What streams as instanced models, and shares the budget of vertices a frame. */
const MODELS: readonly TilesetKind[] = ['furniture', 'trees'];
const CACHE_BYTES = 256 * 1024 * 1024;

interface Open {
  readonly entry: SceneTileset;
  resident: Resident | null;
  /** The dress for each way of drawing, made when first worn. */
  readonly shaders: Map<string, CustomShader>;
  tileset: Cesium3DTileset | null;
  closed: boolean;
  failed: boolean;
}

export function createTilesets(
  scene: Scene,
  atmosphere: Atmosphere,
  frames: Frames,
  trouble: (trouble: SceneTrouble) => void,
  shared: Uniforms,
  modelVertices = MODEL_VERTICES,
): Tilesets {
  const open = new Map<string, Open>();
  const divider = createBuildingDivider();
  let water: WaterReach = [];
  let defines: readonly string[] = [];
  let style = 0;
  const lookUniforms: Uniforms = {
    ...shared,
    u_style: () => style,
    ...groundPlace(scene, atmosphere),
  };

  const gate = createModelGate(
    scene,
    () => settled(),
    () => {
      dressAll();
      frames.request('tilesets');
    },
    modelVertices,
  );

  // Buildings alone are blended: two shaders over the same buffers, so that going from one to the other uploads nothing.
  const shaderOf = ({ entry, resident, shaders }: Open) => {
    const blended = entry.kind === 'buildings' && style === TRANSLUCENT;
    const way = [...defines, blended].join();
    const known = shaders.get(way);
    if (known) return known;
    const shader = makeTileShader(entry.kind, atmosphere, resident, lookUniforms, defines, blended);
    shaders.set(way, shader);
    return shader;
  };

  const start = async (each: Open) => {
    const { entry } = each;
    try {
      const tileset = await Cesium3DTileset.fromUrl(
        entry.kind === 'buildings' ? new BuildingResource(entry.url, divider) : entry.url,
        {
          cacheBytes: CACHE_BYTES,
          maximumCacheOverflowBytes: CACHE_BYTES / 2,
          enableCollision: false,
          dynamicScreenSpaceError: false,
          foveatedScreenSpaceError: false,
          // Where finer contents take the place of coarser ones, only what is seen is asked for, not what it stands in for.
          skipLevelOfDetail: true,
          progressiveResolutionHeightFraction: 0,
        },
      );
      if (each.closed) return tileset.destroy();
      tileset.environmentMapManager.enabled = false;
      tileset.imageBasedLighting = new NoImageLight();
      tileset.tileFailed.addEventListener((error: { url: string; message: string }) =>
        trouble({ kind: 'tile', id: entry.id, url: error.url, message: error.message }),
      );
      each.tileset = scene.primitives.add(tileset) as Cesium3DTileset;
      if (MODELS.includes(entry.kind)) gate.watch(tileset);
      water = [...water, ...waterOf(tileset)];
      if (lastSpec && lastQuality) dress(each, lastSpec, lastQuality);
      frames.request('tilesets');
    } catch (error) {
      each.failed = true;
      trouble({
        kind: 'tileset',
        id: entry.id,
        url: entry.url,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  };

  let lastSpec: SceneSpec | null = null;
  let lastQuality: SceneQuality | null = null;
  let covered = false;
  let coarseness = 1;
  let casting = false;

  const dress = (each: Open, spec: SceneSpec, quality: SceneQuality) => {
    const { tileset, entry } = each;
    if (!tileset) return;
    const hidden =
      (entry.kind === 'trees' && !quality.trees) ||
      (entry.kind === 'ground' && covered) ||
      (entry.kind === 'furniture' && entry.layer !== undefined && !spec.layers.includes(entry.layer));
    tileset.show = !hidden;
    const shader = shaderOf(each);
    if (tileset.customShader !== shader) tileset.customShader = shader;
    const models = MODELS.includes(entry.kind) ? gate.now.coarseness : 1;
    tileset.maximumScreenSpaceError = quality.screenSpaceError * coarseness * models;
    // Received by our own light; the ground is flat and casts none.
    tileset.shadows = casting && CASTING.includes(entry.kind) ? ShadowMode.CAST_ONLY : ShadowMode.DISABLED;
  };

  const dressAll = () => {
    if (lastSpec && lastQuality) for (const each of open.values()) dress(each, lastSpec, lastQuality);
  };

  const settled = () =>
    [...open.values()].every(
      (each) => each.failed || (each.tileset && (!each.tileset.show || each.tileset.tilesLoaded)),
    );

  return {
    sync(spec, quality, residents) {
      lastSpec = spec;
      lastQuality = quality;
      defines = definesOf(quality);
      style = CITY_STYLES.indexOf(spec.style ?? 'natural');
      const wanted = new Map(spec.tilesets.map((entry) => [entry.id, entry]));
      for (const [id, each] of open) {
        if (wanted.get(id)?.url === each.entry.url) continue;
        close(each);
        open.delete(id);
      }
      for (const entry of spec.tilesets) {
        const resident = residentOf(entry, residents);
        let each = open.get(entry.id);
        if (!each) {
          each = { entry, resident, shaders: new Map(), tileset: null, closed: false, failed: false };
          open.set(entry.id, each);
          void start(each);
        } else if (each.resident !== resident) {
          each.resident = resident;
          each.shaders.clear();
        }
        dress(each, spec, quality);
      }
    },
    coverGround(next) {
      covered = next;
      dressAll();
    },
    coarsen(factor) {
      coarseness = factor;
      dressAll();
    },
    castShadows(cast) {
      if (cast === casting) return;
      casting = cast;
      dressAll();
    },
    settled,
    stats() {
      let [loaded, pending, bytes, features] = [0, 0, 0, 0];
      for (const { tileset, entry, failed } of open.values()) {
        if (!tileset) {
          if (!failed) pending += 1;
          continue;
        }
        const statistics = statisticsOf(tileset);
        loaded += statistics.numberOfTilesWithContentReady;
        pending += statistics.numberOfPendingRequests + statistics.numberOfTilesProcessing;
        bytes += tileset.totalMemoryUsageInBytes;
        features += Object.values(entry.features ?? {}).reduce((sum, count) => sum + count, 0);
      }
      return { loaded, pending, bytes, features, open: open.size };
    },
    models: () => gate.now,
    water: () => (covered ? NO_WATER : water),
    solid: (kinds) =>
      [...open.values()].flatMap(({ entry, tileset }) =>
        tileset?.show && kinds.includes(entry.kind) ? [tileset] : [],
      ),
    entryOf(primitive) {
      for (const { tileset, entry } of open.values()) if (tileset && tileset === primitive) return entry;
      return null;
    },
    destroy() {
      for (const each of open.values()) close(each);
      open.clear();
      divider.destroy();
      gate.destroy();
    },
  };

  function close(each: Open) {
    each.closed = true;
    if (each.tileset) {
      gate.forget(each.tileset);
      scene.primitives.remove(each.tileset);
    }
    each.tileset = null;
  }
}

const NO_WATER: WaterReach = [];

/** What the tile build notes of the ground's water (`water-reach.ts`); nothing of a tileset that notes none. */
function waterOf(tileset: Cesium3DTileset): WaterReach {
  const { water } = (tileset.extras ?? {}) as { water?: unknown };
  return Array.isArray(water)
    ? water.filter((each): each is [number, number, number] => Array.isArray(each) && each.every(Number.isFinite))
    : [];
}

/** Structures that are assets are bridges: their slots are those of the layer whose geometry is a bridge. */
function residentOf(entry: SceneTileset, residents: ReadonlyMap<string, Resident>): Resident | null {
  if (entry.layer !== undefined) return residents.get(entry.layer) ?? null;
  if (entry.kind !== 'structures') return null;
  return [...residents.values()].find((each) => each.layer.definition.geometry === 'bridge') ?? null;
}

interface TilesetStatistics {
  readonly numberOfTilesWithContentReady: number;
  readonly numberOfPendingRequests: number;
  readonly numberOfTilesProcessing: number;
}

function statisticsOf(tileset: Cesium3DTileset): TilesetStatistics {
  const { statistics } = tileset as unknown as { statistics?: TilesetStatistics };
  return statistics ?? { numberOfTilesWithContentReady: 0, numberOfPendingRequests: 0, numberOfTilesProcessing: 0 };
}
