import type { CityFeature } from '../domain/building.ts';
import type { CameraView } from '../domain/camera.ts';
import type { CityStyle } from '../domain/city-style.ts';
import type { Era, Instant } from '../domain/clock.ts';
import type { Fleet } from '../domain/fleet.ts';
import type { Clip } from '../domain/geo/clip.ts';
import type { Place } from '../domain/geo/measure.ts';
import type { OwnContent, OwnPlace } from '../domain/own-data.ts';
import type { DayNight } from '../domain/palette.ts';
import type { Footing } from '../domain/walk.ts';
import type { Language, Words } from '../domain/words.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { SiteGrid } from '../scenario/drainage/site-grid.ts';
import type { LuxSheet } from '../scenario/lighting/lux-sheets.ts';
import type { SightRay } from '../scenario/sunlight/facade-hit.ts';
import type { Capture } from './capture.ts';
import type { EditingSpec, FindingMark, Gesture, GuideLine, PlacementPreview } from './editing-spec.ts';
import type { ModelVertices } from './model-gate.ts';
import type { SceneQualityId } from './quality.ts';

export type TilesetKind = 'buildings' | 'ground' | 'furniture' | 'trees' | 'structures';

/** A tileset to draw; a catalog entry fits once its `url` is absolute or relative to the page. */
export interface SceneTileset {
  readonly id: string;
  readonly kind: TilesetKind;
  readonly url: string;
  /** Asset layer whose slots the tiles carry. */
  readonly layer?: string | undefined;
  readonly title: Words;
  /** Features by class, as counted when the tiles were written. */
  readonly features?: Readonly<Record<string, number>>;
}

/** An outside map service or further 3D Tiles below our city. */
export interface SceneBasemap {
  readonly id: string;
  readonly title: Words;
  readonly type: 'wmts' | 'tianditu' | 'wms' | 'xyz' | '3dtiles';
  readonly url: string;
  readonly options?: Readonly<Record<string, string>> | undefined;
  readonly datum?: 'WGS-84' | 'CGCS2000' | 'GCJ-02' | undefined;
  readonly mapApproval?: string | undefined;
}

/** Everything that decides what is drawn, as plain data; the fleet tables are the other half. */
export interface SceneSpec {
  /** City time now, and the instant of the playhead. */
  readonly now: Instant;
  readonly at: Instant;
  readonly era: Era;
  /** A frozen clock: nothing animates and nothing is scheduled. */
  readonly frozen: boolean;
  readonly reducedMotion: boolean;
  /** Ids of visible layers. */
  readonly layers: readonly string[];
  readonly tilesets: readonly SceneTileset[];
  readonly basemap: SceneBasemap | null;
  readonly scenario: CompiledScenario | null;
  /** The same plan with the assumptions that a person holds: lamps are dimmed by them. Absent: `scenario` itself. */
  readonly assumed?: CompiledScenario | null | undefined;
  /** Alternative right of the divider, or on the whole screen: an id of the scenario, `base` for today's city. */
  readonly alternative: string;
  /** Alternative left of the divider; null draws one side only. */
  readonly compare: string | null;
  /** Instant left of the divider when it differs from the playhead. */
  readonly compareAt?: Instant | undefined;
  /**
   * How the compared side is seen: left of the divider (as when absent), in the left half of the screen from the same camera,
   * or as ghosts over the shown one.
   */
  readonly compareView?: 'swipe' | 'side-by-side' | 'onion' | undefined;
  /** Position of the divider, 0 (left edge) to 1. */
  readonly split: number;
  readonly select: string | null;
  readonly highlight: readonly string[];
  /** By layer what its filter lets pass and what is chosen of it, 1 a slot; null or absent: everything, nothing. The same object while nothing about it changed. */
  readonly slots?: ReadonlyMap<string, { readonly passing: Uint8Array | null; readonly chosen: Uint8Array | null }>;
  /**
   * By layer the class of each slot, one more than its index in `classes` and 0 for none, in whose colour what is calm is
   * drawn; absent: as its state says. The same object while nothing about it changed.
   */
  readonly colors?: ReadonlyMap<
    string,
    { readonly slots: Uint8Array; readonly classes: readonly { readonly color: DayNight }[] }
  >;
  readonly quality: SceneQualityId;
  /**
   * What a frame in motion may take, ms, before the governor gives up sharpness for it; null: it never does. Absent: as the
   * preset says.
   */
  readonly frameBudget?: number | null;
  /** Absent: as the city looks. */
  readonly style?: CityStyle | undefined;
  /** 1 at the desk; larger on a wall. */
  readonly symbolScale: number;
  readonly labels: boolean;
  /** `alerts`: what is normal is neutral, small and nameless, and yellow stays small. */
  readonly emphasis: 'everything' | 'alerts';
  readonly language: Language;
  /** Light on the ground of the plan's road; the same object while nothing about it changed. */
  readonly lux?: SceneLux | null | undefined;
  /** What a model says of water on the ground; the same object while nothing about it changed. */
  readonly water?: SceneWater | null | undefined;
  /** Comments to be marked; the same list while nothing about it changed. */
  readonly pins?: readonly ScenePin[];
  /** What tilesets and ground are cut down to; absent or null: whole. The same object while nothing about it changed. */
  readonly clip?: Clip | null;
  /** What a person brought along; absent: nothing. The same list while nothing about it changed. */
  readonly own?: readonly SceneOwn[];
  /** Somebody walks: the pointer does not move the camera. */
  readonly walking?: boolean;
  /** What the pointer may take hold of; null or absent: nothing, the pointer moves the camera alone. */
  readonly editing?: EditingSpec | null;
}

/** Something that a person brought along; its content is the same object as long as it is the same thing. */
export interface SceneOwn {
  readonly id: string;
  readonly visible: boolean;
  /** Of a model. */
  readonly place: OwnPlace | null;
  readonly content: OwnContent;
}

/** A comment of the review record, as the scene marks it. */
export interface ScenePin {
  readonly id: string;
  /** Written into it, e.g. the number of the thread. */
  readonly label: string;
  /** Degrees, and metres above ground. */
  readonly place: readonly [longitude: number, latitude: number, height: number];
  readonly mark: 'draft' | 'open' | 'answered' | 'resolved' | 'rejected';
  /** The object that it hung on is gone or stands elsewhere. */
  readonly lost: boolean;
  readonly selected: boolean;
}

/** Light draped on the ground, each side of the divider for itself; a sheet of null is not known yet. */
export interface SceneLux {
  readonly heat: boolean;
  readonly isolines: boolean;
  readonly left: LuxSheet | null;
  readonly right: LuxSheet | null;
}

/** Water of a model on the ground of its terrain, each side of the divider for itself. */
export interface SceneWater {
  readonly grid: SiteGrid;
  /** `change`: what measures change the depth by, below 0 where it falls; `depth`: what stands there. */
  readonly kind: 'change' | 'depth';
  /** m a cell. */
  readonly left: Float32Array;
  readonly right: Float32Array;
}

export interface LayerStats {
  readonly assets: number;
  /** Assets that exist at the playhead under the right-hand alternative, 0 when the layer is hidden. */
  readonly visible: number;
  readonly live: number;
  readonly late: number;
  readonly stale: number;
  readonly offline: number;
}

interface SceneStats {
  /** `postRender` events since the scene was made. */
  readonly frames: number;
  readonly frameReasons: Readonly<Record<string, number>>;
  readonly layers: Readonly<Record<string, LayerStats>>;
  /** Top-level primitives, ours and the tilesets. */
  readonly primitives: number;
  readonly tiles: {
    readonly loaded: number;
    readonly pending: number;
    readonly bytes: number;
    /** Features that the open tilesets declare. */
    readonly features: number;
  };
  readonly uploads: { readonly bytesLastFrame: number; readonly bytesTotal: number };
  /** Draw calls of the last frame. */
  readonly drawCalls: number;
  /** What the streamed models of the last frame came to. */
  readonly models: ModelVertices;
  readonly governed: Governed;
  readonly contextLosses: number;
}

/** What the governor has done to hold the frame budget. */
export interface Governed {
  /** Steps below the preset; 0 is the preset itself. */
  readonly rung: number;
  /** Factors on the preset's resolution and screen-space error. */
  readonly resolution: number;
  readonly screenSpaceError: number;
  /** Median of the frames that led to the last step, ms, and the budget it was judged by; 0 before the first. */
  readonly median: number;
  readonly budget: number;
  /** Steps since the scene was made. */
  readonly steps: number;
}

/** Expected trouble: a tile that does not load, a basemap that does not answer, a render error. */
export interface SceneTrouble {
  readonly kind: 'tile' | 'tileset' | 'basemap' | 'render' | 'own';
  /** Tileset or basemap id; empty for `render`. */
  readonly id: string;
  readonly url: string;
  readonly message: string;
  /** It works again, or is no longer shown: what was said about it is taken back. */
  readonly over?: true;
}

/** An asset, or a pin with the layer `PIN_LAYER`. */
export interface ScenePick {
  readonly layer: string;
  readonly id: string;
}

/** The running scene. Data in by `sync`, `fleet` and `touch`; everything else asks. */
export interface CityScene extends Footing {
  /** Reconciles what is drawn with `spec` by difference; costs nothing when nothing changed. */
  sync(spec: SceneSpec): void;
  /** Binds the data tables; again after a layer's `assets` was replaced. */
  fleet(fleet: Fleet): void;
  /** The tables may hold new rows: uploads dirty pages and asks for a frame only when something visible changed. */
  touch(): void;

  setView(view: CameraView): void;
  flyTo(view: CameraView, seconds: number): void;
  view(): CameraView;
  /** A good view of an asset from the side it faces; null when the fleet holds no such asset. */
  frameAsset(id: string): CameraView | null;
  /** Flies to something that a person brought along. */
  zoomToOwn(id: string): void;
  /** The asset under a point of the canvas, CSS pixels. */
  pick(x: number, y: number): Promise<ScenePick | null>;
  /** The building or other work under a point of the canvas, CSS pixels. */
  featureAt(x: number, y: number): Promise<CityFeature | null>;
  /** The line of sight through a point of the canvas. */
  rayAt(x: number, y: number): SightRay | null;
  /**
   * The asset under a moving pointer: never waits for the graphics processor, asks one point at a time and the newest next.
   * Undefined when a later call has overtaken it.
   */
  hover(x: number, y: number): Promise<ScenePick | null | undefined>;
  /** Ground position under a point of the canvas; null above the horizon. */
  groundAt(x: number, y: number): readonly [longitude: number, latitude: number] | null;
  /** The surface seen under a point of the canvas; null in the sky. */
  placeAt(x: number, y: number): Place | null;
  /** Where places are on the canvas, CSS pixels; null for those behind the camera. Side by side: in the view of `beside`, or the right. */
  screenOf(places: readonly Place[], beside?: number): readonly (readonly [x: number, y: number] | null)[];
  /** Runs after each drawn frame. */
  onFrame(listener: () => void): () => void;

  /** Shows assets elsewhere than the plan says, one texel each; null takes all of that back. */
  preview(placements: readonly PlacementPreview[] | null): void;
  /** The snap guides on the ground, in the place of those before. */
  guides(lines: readonly GuideLine[]): void;
  /** The objects with live findings, in the place of those before. */
  marks(marks: readonly FindingMark[]): void;
  /** The pointer drags something that `SceneSpec.editing` lets it. */
  onGesture(listener: (gesture: Gesture) => void): () => void;
  /** A box was drawn with Shift: ids of the assets of the editing layers whose feet it holds. */
  onBox(listener: (ids: readonly string[]) => void): () => void;

  /** The camera moved. Every listener returns its own undo. */
  onCamera(listener: (view: CameraView) => void): () => void;
  onContextLost(listener: () => void): () => void;
  onTrouble(listener: (trouble: SceneTrouble) => void): () => void;
  /** Resolves when the tiles of the current view are loaded and a frame with them is on screen. */
  settled(): Promise<void>;
  /** Draws at another size for as long as `work` takes pictures. */
  readonly capture: Capture;

  stats(): SceneStats;
  governed(): Governed;
  destroy(): void;
}
