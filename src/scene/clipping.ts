import {
  Cartesian3,
  Cesium3DTileset,
  Math as CesiumMath,
  ClippingPlane,
  ClippingPlaneCollection,
  ClippingPolygon,
  ClippingPolygonCollection,
  Matrix3,
  Matrix4,
  Model,
  type Scene,
  Transforms,
} from '@cesium/engine';
import { type Clip, type ClipPlane, type ClipPolygon, clipPlanes, outlinePlanes } from '../domain/geo/clip.ts';
import { cutUniforms } from './cut-uniforms.ts';
import type { Frames } from './frame.ts';
import type { SceneGround } from './ground.ts';
import type { LocalPlace } from './local-place.ts';
import type { Uniforms } from './private/uniforms.ts';

/** Cuts tilesets, single models and ground. What our own draws show of assets is cut by the flags of their slots. */
export interface Clipping {
  /** Null: whole again, at no cost. */
  set(clip: Clip | null): void;
  /** For `shaders/cut.glsl.ts`, in a draw of that frame: what lies on the ground and belongs to no asset. */
  uniforms(place: LocalPlace): Uniforms;
  destroy(): void;
}

/** What Cesium cuts, and where the planes of each count from. */
interface Cut {
  clippingPlanes: ClippingPlaneCollection | undefined;
  clippingPolygons: ClippingPolygonCollection | undefined;
}

/** How something is cut: by what, and where it stood then if it can be moved. */
interface Done {
  readonly clip: Clip;
  readonly stood: Matrix4 | null;
}

export function createClipping(scene: Scene, frames: Frames, ground: SceneGround): Clipping {
  let clip: Clip | null = null;
  let undo: (() => void) | null = null;
  const done = new Map<Cut, Done>();

  function cutAll(): void {
    if (!clip) return;
    const present = new Map<Cut, Matrix4 | null>();
    const { primitives, globe } = scene;
    for (let index = 0; index < primitives.length; index++) {
      const each: unknown = primitives.get(index);
      if (each instanceof Cesium3DTileset) present.set(each as unknown as Cut, null);
      else if (each instanceof Model) present.set(each as unknown as Cut, each.modelMatrix);
    }
    if (globe) present.set(globe as unknown as Cut, null);
    for (const each of done.keys()) if (!present.has(each)) done.delete(each);
    for (const [each, stands] of present) {
      const before = done.get(each);
      if (before?.clip === clip && before.stood === stands) continue;
      done.set(each, { clip, stood: stands });
      cut(each, clip);
    }
  }

  function cut(target: Cut, by: Clip): void {
    switchOff(target);
    if (by.kind === 'box') {
      cutByPlanes(target, clipPlanes(by), by.centre, by.heading, true);
      return;
    }
    const { ring, keep } = by;
    const [first] = ring;
    const planes = outlinePlanes(ring);
    // What a convex outline holds is what none of its planes has behind it; planes cost less than a search among edges.
    if (planes && first)
      cutByPlanes(target, keep === 'inside' ? planes : planes.map(turned), first, 0, keep === 'inside');
    else cutByOutline(target, by);
  }

  /** `every`: what is behind any of the planes goes; else only what is behind all of them. */
  function cutByPlanes(
    target: Cut,
    planes: readonly ClipPlane[],
    from: readonly [number, number],
    heading: number,
    every: boolean,
  ): void {
    const before = target.clippingPlanes;
    const alike = before?.length === planes.length && before.unionClippingRegions === every;
    // Moved in place: another collection would make every shader again.
    const collection = alike ? before : new ClippingPlaneCollection({ unionClippingRegions: every });
    planes.forEach(({ normal, distance }, index) => {
      if (!alike) collection.add(new ClippingPlane(new Cartesian3(...normal), distance));
      const plane = collection.get(index);
      plane.normal = new Cartesian3(...normal);
      plane.distance = distance;
    });
    collection.enabled = true;
    collection.modelMatrix = frameOf(target, from, heading);
    target.clippingPlanes = collection;
  }

  function frameOf(target: Cut, [longitude, latitude]: readonly [number, number], heading: number): Matrix4 {
    const at = Cartesian3.fromDegrees(longitude, latitude, ground.heightAt(longitude, latitude));
    const frame = Matrix4.multiplyByMatrix3(
      Transforms.eastNorthUpToFixedFrame(at),
      Matrix3.fromRotationZ(-CesiumMath.toRadians(heading)),
      new Matrix4(),
    );
    const origin = originOf(target);
    return origin ? Matrix4.multiply(Matrix4.inverse(origin, new Matrix4()), frame, frame) : frame;
  }

  function release(): void {
    undo?.();
    undo = null;
    for (const each of done.keys()) switchOff(each);
    done.clear();
  }

  return {
    set(next) {
      if (next === clip) return;
      clip = next;
      if (!next) release();
      else {
        cutAll();
        // Tilesets come when they have loaded, models when they are brought or moved.
        undo ??= scene.preUpdate.addEventListener(cutAll);
      }
      frames.request('clip');
    },
    uniforms: (place) => cutUniforms(() => clip, place),
    destroy() {
      undo?.();
      done.clear();
    },
  };
}

/** Even–odd over the edges, from the deepest to the highest: a test of longitudes and latitudes, as that of the assets is. */
function cutByOutline(target: Cut, { ring, keep }: ClipPolygon): void {
  const positions = ring.map(([longitude, latitude]) => Cartesian3.fromDegrees(longitude, latitude));
  target.clippingPolygons = new ClippingPolygonCollection({
    polygons: [new ClippingPolygon({ positions })],
    inverse: keep === 'inside',
  });
}

/** Taken away, the models of 1.145 would go on reading what was destroyed: it stays, switched off, and no shader names it. */
function switchOff({ clippingPlanes, clippingPolygons }: Cut): void {
  if (clippingPlanes) clippingPlanes.enabled = false;
  if (clippingPolygons) clippingPolygons.enabled = false;
}

/** Where planes count from: in a tileset the middle of its root, in a model its own place; the globe's are those of the world. */
function originOf(target: Cut): Matrix4 | undefined {
  if (target instanceof Model) return target.modelMatrix;
  return (target as { readonly clippingPlanesOriginMatrix?: Matrix4 }).clippingPlanesOriginMatrix;
}

const turned = ({ normal: [x, y, z], distance }: ClipPlane): ClipPlane => ({
  normal: [-x, -y, -z],
  distance: -distance,
});
