import type { Scene, Texture } from '@cesium/engine';
import type { AssetTable } from '../domain/asset.ts';
import type { GroundHeight } from '../domain/geo/height-field.ts';
import { type LocalPlace, layerPlace } from './local-place.ts';
import { changedRuns, PLACEMENT_NUMBERS, placementTexels } from './placement-texels.ts';
import { contextOf } from './private/context.ts';
import { DataTexture, TEXTURE_WIDTH } from './private/data-texture.ts';

/** Where an asset is shown instead of where its table has it. */
export interface Displaced {
  readonly position: readonly [longitude: number, latitude: number];
  readonly heading: number;
}

/**
 * Place and heading of every slot of a layer, resident on the GPU: what a planner moves is one texel, whatever is drawn
 * there.
 */
export interface Placement {
  /** The frame of the texels; the model matrix of every draw that reads them. */
  readonly place: LocalPlace;
  readonly texture: Texture;
  /** Metres east, north, up and the heading of a slot, as shown. */
  at(slot: number): readonly [east: number, north: number, up: number, heading: number];
  /** Takes the places of another table of the layer; returns the slots that moved. */
  follow(table: AssetTable): readonly number[];
  /** Shows these slots elsewhere and all others where the table has them; returns the slots that moved. */
  displace(slots: ReadonlyMap<number, Displaced>): readonly number[];
  destroy(): void;
}

export function createPlacement(scene: Scene, base: AssetTable, ground: GroundHeight): Placement {
  let place = layerPlace(base, ground);
  // A layer that nothing stands in yet has its frame where a plan first builds.
  let framed = base.count > 0;
  let table = base;
  const slots = Math.max(1, Math.ceil(base.capacity / TEXTURE_WIDTH)) * TEXTURE_WIDTH;
  let own = placementTexels(base, place, slots);
  const shown = own.slice();
  const texture = new DataTexture(contextOf(scene), 'rgba32f', shown);
  let displaced: ReadonlyMap<number, Displaced> = new Map();

  const withDisplaced = () => {
    if (displaced.size === 0) return own;
    const next = own.slice();
    for (const [slot, { position, heading }] of displaced) {
      if (slot >= table.count) continue;
      next.set(
        [...place.at(position[0], position[1], table.positions[3 * slot + 2]!), heading],
        slot * PLACEMENT_NUMBERS,
      );
    }
    return next;
  };
  const upload = () => {
    const moved: number[] = [];
    for (const { first, end } of changedRuns(shown, withDisplaced(), PLACEMENT_NUMBERS, TEXTURE_WIDTH)) {
      texture.writeTexels(first, end, shown);
      for (let slot = first; slot < end; slot++) moved.push(slot);
    }
    return moved;
  };

  return {
    get place() {
      return place;
    },
    texture: texture.texture,
    at(slot) {
      const [east, north, up, heading] = shown.subarray(slot * PLACEMENT_NUMBERS, (slot + 1) * PLACEMENT_NUMBERS);
      return [east!, north!, up!, heading!];
    },
    follow(next) {
      if (next === table) return [];
      table = next;
      if (!framed && table.count > 0) {
        place = layerPlace(table, ground);
        framed = true;
      }
      own = placementTexels(table, place, slots);
      return upload();
    },
    displace(next) {
      if (next.size === 0 && displaced.size === 0) return [];
      displaced = next;
      return upload();
    },
    destroy: () => texture.destroy(),
  };
}
