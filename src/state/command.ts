import type { AssetTable } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import type { LeftOut } from '../domain/left-out.ts';
import type { ReviewAnchor, ReviewThread } from '../domain/review/review.ts';
import type { Footing } from '../domain/walk.ts';
import type { Words } from '../domain/words.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import type { OwnPort } from './own-port.ts';
import type { SessionStore } from './store.ts';

/** Degrees; `filled`: an outline. */
export interface AssetFooting {
  readonly path: readonly (readonly [longitude: number, latitude: number])[];
  readonly filled: boolean;
}

/** What a command may look at besides the session: the names that exist. Filled by the composition root. */
export interface CommandContext {
  readonly store: SessionStore;
  readonly layers: readonly string[];
  /** Scenario id → its alternatives, `base` included. */
  readonly alternatives: (scenario: string) => readonly string[] | undefined;
  readonly assetLayer: (id: string) => string | undefined;
  readonly basemaps: readonly string[];
  /** Brings a person's own data in; absent where nothing may be. */
  readonly own?: OwnPort;
  /** Where an asset stands: its point, line or outline. */
  readonly footing?: (id: string) => AssetFooting | undefined;
  /** Where the camera is; null before the scene stands. */
  readonly here?: () => CameraView | null;
  /** Metres above ground of the deck next below a place; absent: the ground everywhere. */
  readonly deckBelow?: Footing['deckBelow'];
  /** Where the camera is, and from where the first live alert is seen; null when all is calm. Absent for the public. */
  readonly firstAlert?: () => { readonly from: CameraView; readonly view: CameraView } | null;
  /** The review record; absent for the public. */
  readonly review?: {
    thread(id: string): ReviewThread | undefined;
    /** Where a comment on an asset is pinned; null when there is no such asset. */
    placeOf(asset: string): Pick<ReviewAnchor, 'place' | 'object'> | null;
  };
  /** Where plans are edited; absent where nothing may be. */
  readonly working?: WorkingDocuments;
}

/** The working documents of this session's scenarios. An edition is never changed, so undo only names an earlier one. */
export interface WorkingDocuments {
  /** The shown edition of an open scenario; null while it is on its way. */
  document(scenario: string): ScenarioDocument | null;
  /**
   * Compiles and keeps a further edition. What names an asset that the city lacks is left out and listed.
   *
   * @param foreign the document came from outside: what contradicts itself is left out and listed too
   * @throws ScenarioError with every other problem
   */
  keep(
    document: ScenarioDocument,
    foreign?: boolean,
  ): { readonly edition: number; readonly leftOut: readonly LeftOut[] };
  /** The city's own tables, as drawn. */
  readonly tables: ReadonlyMap<string, AssetTable>;
  /** Hands a document to the person as a file. */
  download(document: ScenarioDocument): void;
}

/** An action as data: button, menu, key, palette, `window.twin.run` and postMessage all come from it. */
export interface Command {
  /** Stable dotted name, e.g. `time.set`. */
  readonly id: string;
  readonly title: Words;
  /** Key chord, `Mod+z`, `Home`; absent for commands that need an argument. */
  readonly key?: string;
  /** Shown in the palette. Commands that need an argument are not. */
  readonly palette: boolean;
  enabled(context: CommandContext): boolean;
  /** Throws RangeError with value and remedy on an argument it cannot use. */
  perform(context: CommandContext, argument: unknown): void;
}

const always = () => true;

interface Spec {
  readonly title: Words;
  readonly key?: string;
  readonly palette?: boolean;
  readonly enabled?: (context: CommandContext) => boolean;
  readonly perform: Command['perform'];
}

/** Makes a command; its `palette` defaults to false, and it is enabled unless it says otherwise. */
export function command(id: string, spec: Spec): Command {
  return {
    id,
    title: spec.title,
    ...(spec.key === undefined ? {} : { key: spec.key }),
    palette: spec.palette ?? false,
    enabled: spec.enabled ?? always,
    perform: spec.perform,
  };
}

/** Reads one of `values`. Throws RangeError that lists them. */
export function option<T extends string>(input: unknown, values: readonly T[], what: string): T {
  if (values.includes(input as T)) return input as T;
  throw new RangeError(`${what} ${JSON.stringify(input)}: expected one of ${values.join(', ')}.`);
}
