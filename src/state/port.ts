import type { Alert, WantedStep } from '../domain/alert.ts';
import type { CityBuilding } from '../domain/building.ts';
import type { CameraView } from '../domain/camera.ts';
import type { Era, Instant } from '../domain/clock.ts';
import type { Fleet } from '../domain/fleet.ts';
import type { Liveness } from '../domain/liveness.ts';
import type { Mute } from '../domain/mute.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { PictureSize } from '../domain/picture.ts';
import type { HistoryLevel } from '../domain/retention.ts';
import type { FromAnalyst } from '../domain/signal/analysis.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { LuxTable } from '../scenario/lighting/measured-lux.ts';
import type { SightRay } from '../scenario/sunlight/facade-hit.ts';
import type { ApprovalFinding } from '../scenario/versions/approvals.ts';
import type { HeldBack } from '../scenario/versions/consents.ts';
import type { ServedCatalog } from '../wire/catalog.ts';
import type { Editions } from '../wire/socket.ts';
import type { SurveyedTerrain } from '../wire/surveyed-terrain.ts';
import type { Command } from './command.ts';
import type { DutyRoomPort, DutyState } from './duty-port.ts';
import type { LiveEdit } from './live-edit.ts';
import type { PeoplePort } from './people-port.ts';
import type { ReviewPort, ReviewState } from './review-port.ts';
import type { ScenePort } from './scene-port.ts';
import type { SharedPort } from './shared-port.ts';
import type { ShownColors } from './shown-colors.ts';
import type { ShownSlots } from './shown-slots.ts';
import type { SessionStore } from './store.ts';
import type { StormState } from './storm-port.ts';
import type { SurveysPort } from './survey-port.ts';
import type { Opinion, SavedVersion, VersionsPort } from './versions-port.ts';

/** Expected trouble is data and is shown. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'lost'; readonly since: Instant; readonly retryInSeconds: number };

export interface HistoryPoint {
  readonly time: Instant;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** One property of one asset over a span. */
export interface AssetHistory {
  /** By time; a bucket without a value is absent. */
  readonly points: readonly HistoryPoint[];
  /** Width of a bucket, ms. */
  readonly bucket: number;
  /** The finest levels in which the span is kept, the coarsest (the oldest) first. */
  readonly levels: readonly HistoryLevel[];
}

/** Alerts in `[from, to)` of one bucket of the time bar, by severity. */
export interface AlertDensity {
  readonly from: Instant;
  readonly to: Instant;
  readonly yellow: number;
  readonly orange: number;
  readonly red: number;
  /** False where the store holds no observation at all: a visible gap. */
  readonly observed: boolean;
}

/** What the scene's governor has done to keep its pace. */
interface GovernedStats {
  /** Steps below the quality preset; 0 is the preset itself. */
  readonly rung: number;
  /** Factors on the preset's resolution and screen-space error. */
  readonly resolution: number;
  readonly screenSpaceError: number;
  /** Median frame and budget of the last step, ms; 0 before the first. */
  readonly median: number;
  readonly budget: number;
  /** Steps taken, up and down. */
  readonly steps: number;
}

export interface TwinStats {
  readonly frames: number;
  readonly frameReasons: Readonly<Record<string, number>>;
  readonly layers: Readonly<
    Record<string, { assets: number; visible: number } & Record<Exclude<Liveness, 'none'>, number>>
  >;
  readonly scenario: {
    readonly id: string;
    readonly alternative: string;
    readonly t: string;
    readonly poles: number;
  } | null;
  readonly primitives: number;
  readonly tiles: {
    readonly loaded: number;
    readonly pending: number;
    readonly bytes: number;
    readonly features: number;
  };
  readonly uploads: { readonly bytesLastFrame: number; readonly bytesTotal: number };
  readonly drawCalls: number;
  readonly governed: GovernedStats;
  readonly heapBytes: number;
  readonly contextLosses: number;
}

/** What owners and authorities have said of the open plan, by the newest named version. */
export interface SignOff {
  /** The newest named version; null: none is named yet. */
  readonly latest: SavedVersion | null;
  /** The named version that holds just this document, the newest of several; null: it is a draft. */
  readonly same: SavedVersion | null;
  /** SHA-256 of the document's canonical JSON, hexadecimal. */
  readonly hash: string;
  /** Answers that still hold for the document. */
  readonly consents: readonly Opinion[];
  /** What the recorded approvals mean for the phases of an alternative. */
  approvals(alternative: string): readonly ApprovalFinding[];
  /** What the session leaves out of an alternative for want of consents; empty while it shows the whole plan. */
  heldBack(alternative: string): readonly HeldBack[];
}

/** What the screens may ask of the running twin. The composition root makes it; React gets it by context. */
export interface TwinPort extends ScenePort {
  readonly store: SessionStore;
  readonly commands: readonly Command[];
  /** Runs a command by id. Throws RangeError naming the commands when there is none, or when it is not enabled. */
  run(command: string, argument?: unknown): void;

  readonly catalog: ServedCatalog;
  fleet(): Fleet;
  /** City time now (frozen when the session is). */
  now(): Instant;
  /** City seconds a second; 0 while frozen. */
  rate(): number;
  /** Instant of the playhead, and which part of the timeline it lies in. */
  at(): Instant;
  era(): Era;
  /** Where the compared side stands in time: at the playhead, unless it has a time of its own. */
  comparedAt(): Instant;
  /** The open scenario, compiled, as far as the session shows it (`consents`); null when none is open. */
  scenario(): CompiledScenario | null;
  /** What filters and selection hold at the playhead, by layer. */
  slots(): ShownSlots;
  /** Classes of the layers that are coloured by a field. */
  colors(): ShownColors;
  /**
   * Compiles another document of an open plan, such as a saved version; nothing keeps it.
   *
   * @throws ScenarioError with every problem
   */
  compile(document: CompiledScenario['document']): CompiledScenario;
  /** What is recorded about the open plan; null while it is not known. */
  signOff(): SignOff | null;
  /** What the hand that edits the plan holds; null while nobody edits. */
  editing(): LiveEdit | null;
  alerts(): readonly Alert[];
  /** Assets whose alerts are not told; those past their end among them. */
  mutes(): readonly Mute[];
  /** Who is on duty, cases on their way, the last hand-over, a drill that runs. */
  duty(): DutyState;
  /** Numbers of the last change of what is fetched, not told; the same number: nothing is new. */
  editions(): Editions;
  /** The review record, as far as it is known; read when somebody looks at it. */
  reviews(): ReviewState;
  connection(): Connection;
  stats(): TwinStats;
  /** Resolves when nothing loads and the last frame that was asked for is on screen. */
  settled(): Promise<void>;
  /**
   * Does `work` while the scene is drawn at `size` pixels; each `shot` is a picture of what it then shows, once all of that is
   * there, on a canvas of its own or `onto` one; `ratio` is the pixels of a picture a CSS pixel of its layout, in which `screenOf`
   * answers meanwhile. Rejects with PictureTooLarge when the graphics hold no such picture, before
   * anything is drawn, and with Error before the scene stands.
   */
  pictures<Result>(
    size: PictureSize,
    work: (shot: (onto?: HTMLCanvasElement) => Promise<HTMLCanvasElement>, ratio: number) => Promise<Result>,
  ): Promise<Result>;
  /** What the governor of the scene has done; cheap, unlike `stats`. */
  governed(): GovernedStats;

  /** One shared timer, 4 Hz: how the slow lane samples the fast one. Returns its own undo. */
  onSample(listener: () => void): () => void;

  history(asset: string, property: string, from: Instant, to: Instant, buckets: number): Promise<AssetHistory>;
  alertDensity(from: Instant, to: Instant, buckets: number): Promise<readonly AlertDensity[]>;
  /** One step of one alert, or of all those of an incident. */
  decideAlerts(ids: readonly string[], step: WantedStep): Promise<Outcome<void>>;

  /** 检修挂起 of an asset until a moment; null: its alerts are told again. */
  muteAsset(asset: string, until: Instant | null, reason: string): Promise<Outcome<void>>;

  /** What an officer does beside deciding alerts. Loads its code when first called; always the same object. */
  dutyRoom(): Promise<DutyRoomPort>;

  /** Who is signed in, and the accounts. Loads its code when first called; always the same object. */
  people(): Promise<PeoplePort>;
  /** Saved versions of scenarios. Loads its code when first called; always the same object. */
  versions(): Promise<VersionsPort>;
  /** Writes the review record. Loads its code when first called; always the same object. */
  reviewRecord(): Promise<ReviewPort>;
  /** Surveys of poles. Loads its code when first called; always the same object. */
  surveys(): Promise<SurveysPort>;
  /** Own data that colleagues share. Loads its code when first called; always the same object. */
  sharedData(): Promise<SharedPort>;
  /** The tables of an XLSX or CSV file, or why it cannot be read. */
  readTables(name: string, bytes: Uint8Array): Promise<Outcome<readonly LuxTable[]>>;

  /** The ground about a point from a GeoTIFF, or why it cannot be used; half a side `reach` in metres. */
  readTerrain(
    file: {
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly by: string;
      /** m */
      readonly accuracy: number;
      readonly crs?: string;
    },
    wish: { readonly at: readonly [longitude: number, latitude: number]; readonly reach: number },
  ): Promise<Outcome<SurveyedTerrain>>;

  /** Analyses a raw recording on this machine and says how it goes. Returns what stops it: nothing is heard after. */
  analyseRecording(file: File, hear: (message: FromAnalyst) => void): () => void;

  /** Ground position under a point of the canvas, CSS pixels; null above the horizon. */
  groundAt(x: number, y: number): readonly [longitude: number, latitude: number] | null;
  /** The asset under a screen point. */
  pick(x: number, y: number): Promise<{ layer: string; id: string } | null>;
  /** The building or other work at a screen point, with its name; null where none is, and for what stands for many from afar. */
  buildingAt(x: number, y: number): Promise<CityBuilding | null>;
  /** The line of sight through a screen point; null before the scene stands. */
  rayAt(x: number, y: number): SightRay | null;
  /** What is under a moving pointer, without a stall; undefined when a later call has overtaken it. */
  hover(x: number, y: number): Promise<{ layer: string; id: string } | null | undefined>;
  /** A good view of an asset, to be given to `camera.set`; null before the scene stands. */
  frameAsset(id: string): CameraView | null;
  /** Where the camera is, every frame true. */
  view(): CameraView | null;
  /** Every move of the camera, before the session hears of it at rest. Returns its own undo. */
  onCamera(listener: (view: CameraView) => void): () => void;
  /** How the shown storm stands; null while none is shown. */
  storm(): StormState | null;
  /** Ends the run of the shown storm. */
  cancelStorm(): void;
  /** Whether the light of the plan's road is being computed for what is shown. */
  lightPending(): boolean;
  /** Grows when the scene must be mounted anew (a lost WebGL context); use it as the key of SceneView. */
  sceneGeneration(): number;
  /** Hands the scene its widget (a CesiumWidget, opaque here); returns the undo. */
  attachScene(widget: unknown): () => void;
  /** Least and greatest value of the hexagons on the overview; null: none are drawn. */
  densityRange(): readonly [least: number, greatest: number] | null;
  /** Draws the linked overview map into `element`; returns the undo. Loads its code when first called. */
  mountOverview(element: HTMLElement): () => void;
  /** Draws the close-up of the selected asset into `element`; returns the undo. Loads its code when first called. */
  mountCloseup(element: HTMLElement): () => void;
}
