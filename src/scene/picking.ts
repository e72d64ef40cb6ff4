import { Cesium3DTileFeature, type Scene } from '@cesium/engine';
import type { CityFeature } from '../domain/building.ts';
import { PIN_LAYER } from '../domain/review/review.ts';
import { groundAt } from './camera.ts';
import type { SceneGround } from './ground.ts';
import { latestOnly } from './latest-only.ts';
import type { LayerSet } from './layer-set.ts';
import { tableOf } from './layers/point.ts';
import type { LinkedViews } from './linked-views.ts';
import { nearestUpright, nearestWithin } from './nearest.ts';
import { pickedSlot } from './private/pick-range.ts';
import type { ScenePick, SceneSpec } from './scene-spec.ts';
import { splitOf } from './split.ts';
import type { Tilesets } from './tilesets.ts';
import type { ReviewPins } from './tools/review-pins.ts';

/** Models are picked within this many pixels of their axis. */
const TOLERANCE = 12;

/** What Cesium knows of a picked feature and does not type. */
interface PickedFeature {
  readonly content: { readonly url: string };
}

interface Pickable {
  readonly scene: Scene;
  readonly views: LinkedViews;
  readonly pins: Pick<ReviewPins, 'pinOf'>;
  readonly tilesets: Pick<Tilesets, 'entryOf'>;
  readonly layers: LayerSet;
  readonly ground: SceneGround;
  spec(): SceneSpec | null;
}

/** What is under a point of the canvas, CSS pixels. */
export interface Picking {
  /** Answers when the graphics processor has said so; null where nothing is, and while it is lost. */
  pick(x: number, y: number): Promise<ScenePick | null>;
  /** The same, one point at a time; undefined for one that a newer one has overtaken. */
  hover(x: number, y: number): Promise<ScenePick | null | undefined>;
  /** The building or other work at a point; null where none is, and for what stands for many from afar. */
  featureAt(x: number, y: number): Promise<CityFeature | null>;
}

export function createPicking({ scene, views, pins, tilesets, layers, ground, spec: current }: Pickable): Picking {
  async function pick(x: number, y: number): Promise<ScenePick | null> {
    if (!current()) return null;
    const point = views.at(x, y);
    const found: unknown = await views.pick(point, (at) => scene.pickAsync(at, 9, 9)).catch(() => undefined);
    const spec = current();
    if (!spec) return null;
    const named = (layer: string, slot: number): ScenePick | null => {
      const resident = layers.residents.get(layer);
      const id = resident && tableOf(resident, spec.scenario).ids[slot];
      return id === undefined ? null : { layer, id };
    };
    const pin = pins.pinOf(found);
    if (pin !== null) return { layer: PIN_LAYER, id: pin };
    const slot = pickedSlot(found);
    if (slot) return named(slot.layer, slot.slot);
    const primitive = found && typeof found === 'object' && 'primitive' in found ? found.primitive : null;
    const layer = tilesets.entryOf(primitive)?.layer ?? null;
    const resident = layer === null ? undefined : layers.residents.get(layer);
    if (layer === null || !resident || !spec.layers.includes(layer)) return null;
    const table = tableOf(resident, spec.scenario);
    if (resident.layer.definition.geometry === 'bridge') {
      const place = groundAt(scene, point.x, point.y, ground);
      const within = place ? nearestWithin(table, place) : -1;
      return within < 0 ? null : named(layer, within);
    }
    const left = views.parted ? point.left : x < splitOf(spec) * scene.canvas.clientWidth;
    const exists = (each: number) => layers.exists(layer, each, left);
    const near = nearestUpright(scene, table, exists, point.x, point.y, TOLERANCE, ground.heightAt);
    return near && named(layer, near.slot);
  }

  async function featureAt(x: number, y: number): Promise<CityFeature | null> {
    const found: unknown = await views.pick(views.at(x, y), (at) => scene.pickAsync(at, 1, 1)).catch(() => undefined);
    if (!(found instanceof Cesium3DTileFeature)) return null;
    const entry = tilesets.entryOf(found.primitive);
    const { url } = (found as unknown as PickedFeature).content;
    const cell = /([^/]+)\.glb(?:\?|$)/.exec(url)?.[1];
    if (!entry || entry.layer !== undefined || cell === undefined) return null;
    const properties = Object.fromEntries(
      found.getPropertyIds().map((key): [string, number] => [key, Number(found.getProperty(key))]),
    );
    return { tileset: entry.id, cell, feature: found.featureId, properties };
  }

  const hovered = latestOnly(({ x, y }: { readonly x: number; readonly y: number }) => pick(x, y));
  return { pick, featureAt, hover: (x, y) => hovered({ x, y }) };
}
