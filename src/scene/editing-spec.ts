import type { Level } from '../domain/level.ts';

/** What may be changed by hand on the canvas. */
export interface EditingSpec {
  /** Layers whose assets can be taken hold of. */
  readonly layers: readonly string[];
}

/** What the pointer holds: the whole asset, a mount's arm (turned about the pole), a mount (taken to another pole). */
type GestureHandle = 'pole' | 'arm' | 'mount';

/** One step of a drag on the canvas. `start` comes with the first motion; `end` or `cancel` ends each `start`. */
export interface Gesture {
  readonly phase: 'start' | 'move' | 'end' | 'cancel';
  readonly handle: GestureHandle;
  readonly layer: string;
  readonly id: string;
  /** Index into the asset's `mounts` attribute; null for a whole asset and for the arm that the pole's heading turns. */
  readonly mount: number | null;
  /** `pole`: where its foot would stand. Else where the pointer meets the plane at the mount's height. */
  readonly at: readonly [longitude: number, latitude: number];
  /** Degrees clockwise from north: of `at` seen from the foot for an arm or mount, the asset's heading for a pole. */
  readonly bearing: number;
  /** The other asset under the pointer that a mount would go to. */
  readonly over: { readonly layer: string; readonly id: string } | null;
}

/** Where an asset is shown while nothing is written yet. */
export interface PlacementPreview {
  readonly layer: string;
  readonly id: string;
  readonly position: readonly [longitude: number, latitude: number];
  /** Degrees clockwise from north. */
  readonly heading: number;
  /** Its attribute `mounts` as it would be; absent: as it is. With it, or for a standing asset, models are made anew. */
  readonly mounts?: string;
}

/** A thin line that says what a dragged thing snaps to. */
export interface GuideLine {
  /** `kerb` is a line to stay on, `spacing` a measure between two things. */
  readonly kind: 'kerb' | 'spacing';
  readonly path: readonly (readonly [longitude: number, latitude: number])[];
  /** Written at the middle of the path, e.g. `28.5 m`. */
  readonly label?: string;
}

/** An object with a live finding: it takes the colour of `level`. */
export interface FindingMark {
  readonly layer: string;
  readonly id: string;
  readonly level: Level;
}
