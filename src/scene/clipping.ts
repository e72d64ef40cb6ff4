import {
  Cartesian3,
  Cesium3DTileset,
  Math as CesiumMath,
  ClippingPlane,
  ClippingPlaneCollection,
  Matrix3,
  Matrix4,
  type Scene,
  Transforms,
} from '@cesium/engine';
import {
  type Clip,
  type ClipBox,
  type ClipPlane,
  type ClipPolygon,
  clipPlanes,
  outlinePlanes,
} from '../domain/geo/clip.ts';
import type { Frames } from './frame.ts';
import type { SceneGround } from './ground.ts';

/** Cuts tilesets and ground. What our own draws show of assets is cut by the flags of their slots. */
export interface Clipping {
  /** Null: whole again, at no cost. */
  set(clip: Clip | null): void;
  destroy(): void;
}

/** What Cesium cuts, and where the planes of each count from. */
interface Cut {
  clippingPlanes: ClippingPlaneCollection | undefined;
}

export function createClipping(scene: Scene, frames: Frames, ground: SceneGround): Clipping {
  let clip: Clip | null = null;
  let undo: (() => void) | null = null;
  /** Cut as `clip` says. */
  const done = new Map<Cut, Clip>();

  function cutAll(): void {
    if (!clip) return;
    const present = new Set<Cut>();
    const { primitives, globe } = scene;
    for (let index = 0; index < primitives.length; index++) {
      const each: unknown = primitives.get(index);
      if (each instanceof Cesium3DTileset) present.add(each as unknown as Cut);
    }
    if (globe) present.add(globe as unknown as Cut);
    for (const each of done.keys()) if (!present.has(each)) done.delete(each);
    for (const each of present) {
      if (done.get(each) === clip) continue;
      done.set(each, clip);
      if (clip.kind === 'box') cutToBox(each, clip);
      else cutByPolygon(each, clip);
    }
  }

  function cutToBox(target: Cut, box: ClipBox): void {
    cutByPlanes(target, clipPlanes(box), box.centre, box.heading, true);
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
    const turned = Matrix4.multiplyByMatrix3(
      Transforms.eastNorthUpToFixedFrame(at),
      Matrix3.fromRotationZ(-CesiumMath.toRadians(heading)),
      new Matrix4(),
    );
    // A tileset's planes count from the middle of its root.
    const { clippingPlanesOriginMatrix: origin } = target as { readonly clippingPlanesOriginMatrix?: Matrix4 };
    return origin ? Matrix4.multiply(Matrix4.inverse(origin, new Matrix4()), turned, turned) : turned;
  }

  /** Outlines are convex (`state/clipping.ts`): what they hold is what none of the planes has behind it. */
  function cutByPolygon(target: Cut, { ring, keep }: ClipPolygon): void {
    const planes = outlinePlanes(ring);
    const [first] = ring;
    if (!planes || !first) return;
    const out = ({ normal: [x, y, z], distance }: ClipPlane): ClipPlane => ({
      normal: [-x, -y, -z],
      distance: -distance,
    });
    cutByPlanes(target, keep === 'inside' ? planes : planes.map(out), first, 0, keep === 'inside');
  }

  function release(): void {
    undo?.();
    undo = null;
    // Taken away, the models of 1.145 would go on reading the destroyed one: it stays, switched off, and no shader names it.
    for (const { clippingPlanes } of done.keys()) if (clippingPlanes) clippingPlanes.enabled = false;
    done.clear();
  }

  return {
    set(next) {
      if (next === clip) return;
      clip = next;
      if (!next) release();
      else {
        cutAll();
        // Tilesets come when they have loaded.
        undo ??= scene.preUpdate.addEventListener(cutAll);
      }
      frames.request('clip');
    },
    destroy() {
      undo?.();
      done.clear();
    },
  };
}
