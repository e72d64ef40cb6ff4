import type { Words } from '../domain/words.ts';
import type { ModeId, PanelId, QualityId } from '../state/session.ts';
import type { ScreenShape, TypeScale } from './scale.ts';

/** Places of the grid around and over the scene. */
export type SlotId = 'top' | 'left' | 'right' | 'outerLeft' | 'outerRight' | 'corner' | 'card' | 'bottom' | 'floor';

/** Everything that can stand in a slot. */
export type WidgetId =
  | 'command-bar'
  | 'layers'
  | 'overview'
  | 'inspector'
  | 'scenario'
  | 'alerts'
  | 'closeup'
  | 'time-bar'
  | 'hall-header'
  | 'hall-queue'
  | 'hall-systems'
  | 'hall-replay'
  | 'director'
  | 'story-card'
  | 'story-doors'
  | 'exhibition-corners'
  | 'map-note';

export type Layout = Readonly<Partial<Record<SlotId, readonly WidgetId[]>>>;

type ToolId = 'search' | 'compare' | 'share' | 'report' | 'decide-alerts' | 'edit-time' | 'city-style' | 'select';

interface Idle {
  /** Seconds without input until `action`; null: never. */
  readonly afterSeconds: number | null;
  /** Seconds of visible countdown before it happens; 0: none. */
  readonly countdownSeconds: number;
  /** `now`: the playhead returns to now. `attract`: everything a visitor did is wiped and the attract loop runs. */
  readonly action: 'nothing' | 'now' | 'attract';
}

/** A mode as data. No code outside `modes/` asks which mode it is: it asks the table. */
export interface Mode {
  readonly id: ModeId;
  readonly title: Words;
  readonly layouts: Readonly<Record<ScreenShape, Layout>>;
  /** Panels that may be open in this mode; the session's `panels` says which are. */
  readonly panels: readonly PanelId[];
  readonly tools: readonly ToolId[];
  readonly quality: QualityId;
  readonly input: { readonly mouse: boolean; readonly keyboard: boolean; readonly touch: boolean };
  /** Least edge of a target, CSS pixels. */
  readonly targetPixels: number;
  readonly idle: Idle;
  readonly type: TypeScale;
  /** Factor on the size of symbols in the scene. */
  readonly symbolScale: number;
  /** `public` screens never show internal fields, whoever is signed in. */
  readonly role: 'operator' | 'public';
  /** Whether assets bear their names in the scene. */
  readonly labels: boolean;
  /** `alerts`: what is normal is neutral, small and nameless, and yellow stays small, so that orange and red are seen from afar. */
  readonly emphasis: 'everything' | 'alerts';
  /** The camera travels by itself: `incidents` follows alerts and systems, `stories` loops while nobody is there. */
  readonly director: 'none' | 'incidents' | 'stories';
  readonly timeBar: {
    readonly interactive: boolean;
    readonly controls: boolean;
    /** Shown when the mode opens, in hours before and after now. */
    readonly hoursBefore: number;
    readonly hoursAfter: number;
  };
}
