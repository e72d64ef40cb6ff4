import type { Asset } from '../domain/asset.ts';
import type { Mesh } from '../domain/furniture/mesh.ts';
import type { Point } from '../domain/furniture/solid.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import type { Level } from '../domain/level.ts';
import type { Liveness } from '../domain/liveness.ts';
import type { Words } from '../domain/words.ts';

/** The asset to be looked at. */
export interface CloseupSubject {
  readonly definition: LayerDefinition;
  readonly asset: Asset;
  /** Its values are simulated: 模拟 is written beside them. */
  readonly simulated: boolean;
}

/** One transducer of the asset where it sits: a status mark without words. */
export interface Pin {
  readonly id: string;
  /** Metres, x right, y along, z above ground, in the frame of the asset. */
  readonly at: Point;
  readonly status: Level | 'quality';
  readonly liveness: Liveness;
}

/** One label with its leader line. */
export interface Callout {
  /** Part of the mesh that it belongs to and moves with; absent: the anchor stands still. */
  readonly part?: string;
  /** Metres, in the frame of the mesh. */
  readonly anchor: Point;
  readonly title: Words;
  /** Beside the title, e.g. the height in metres. */
  readonly detail?: string;
  /** Properties whose readings stand under the title. */
  readonly properties: readonly string[];
}

/** What stands on the stage: a mesh, how its parts move when it is pulled apart, and what is written beside it. */
export interface Exhibit {
  readonly mesh: Mesh;
  /** Metres that the parts of a height layer rise, and a mount moves out, when pulled apart; 0: nothing moves. */
  readonly gap: number;
  readonly callouts: readonly Callout[];
  /** Height layers above the first, with the metres of their floor: written in the gap that pulling apart opens. */
  readonly layers: readonly { readonly layer: 2 | 3 | 4; readonly floor: number; readonly title: Words }[];
  /** What is drawn otherwise than it is, e.g. larger: said in the corner. */
  readonly note?: Words;
  /** Direction from which it is first seen: degrees clockwise from the front, and above the horizon. */
  readonly view: { readonly bearing: number; readonly elevation: number };
  /** Where a place of the asset lies on the mesh, and the part it moves with; null: the mesh does not reach so far. Absent: it has no pins. */
  readonly pinAt?: (at: Point) => { readonly at: Point; readonly part: string } | null;
}
