import type { CityBuilding } from '../domain/building.ts';
import type { CameraView } from '../domain/camera.ts';
import type { CityStyle } from '../domain/city-style.ts';
import type { Instant, Playhead } from '../domain/clock.ts';
import type { Density } from '../domain/density.ts';
import type { Clip } from '../domain/geo/clip.ts';
import type { LeftOut } from '../domain/left-out.ts';
import type { OwnItem } from '../domain/own-data.ts';
import type { ColorBy } from '../domain/query/classify.ts';
import { NO_FILTER, type ReviewFilter } from '../domain/review/filter.ts';
import type { ReviewAnchor } from '../domain/review/review.ts';
import type { Language, Words } from '../domain/words.ts';
import type { SavedView } from '../wire/bookmarks.ts';
import type { Measuring } from './measuring.ts';
import type { ShownStorm } from './storm.ts';

export type ModeId = 'review' | 'hall' | 'exhibition';
export const MODE_IDS: readonly ModeId[] = ['review', 'hall', 'exhibition'];

/** Speeds offered for playing the past or a plan, city seconds a second. */
export const PLAY_SPEEDS = [1, 10, 60, 600, 3600] as const;

export type QualityId = 'low' | 'medium' | 'high' | 'test';
export const QUALITY_IDS: readonly QualityId[] = ['low', 'medium', 'high', 'test'];

/** How much of a plan is shown, by what its owners have answered. */
export type ConsentsShown = 'all' | 'agreed' | 'conditional';
export const CONSENTS_SHOWN: readonly ConsentsShown[] = ['all', 'agreed', 'conditional'];

/** How the compared side is seen: left of a divider, in a view of its own, or as ghosts over the shown one. */
export type CompareView = 'swipe' | 'side-by-side' | 'onion';
export const COMPARE_VIEWS: readonly CompareView[] = ['swipe', 'side-by-side', 'onion'];

export interface AlternativeRef {
  readonly id: string;
  /** `base` or an alternative of the scenario document. */
  readonly alternative: string;
}

/** Something the person should know once; stays until dismissed or until `until` passes. */
export interface Notice {
  readonly key: string;
  readonly tone: 'info' | 'warning' | 'error';
  readonly text: Words;
  /** What it sums up, to be read one by one. */
  readonly details?: readonly LeftOut[];
}

export type PanelId =
  | 'layers'
  | 'inspector'
  | 'overview'
  | 'closeup'
  | 'scenario'
  | 'alerts'
  | 'about'
  | 'export'
  | 'search'
  | 'account'
  | 'versions'
  | 'options'
  | 'survey'
  | 'light'
  | 'duty'
  | 'bridge'
  | 'water'
  | 'storm'
  | 'sight'
  | 'review'
  | 'bookmarks'
  | 'buffer'
  | 'own';

/** A kept view with its number on this machine. */
export interface Bookmark extends SavedView {
  readonly id: string;
}

/** How an area of the map is drawn to choose what stands in it. */
export type AreaTool = 'box' | 'polygon';
export const AREA_TOOLS: readonly AreaTool[] = ['box', 'polygon'];

/** What a layer shows of its assets, and in which colours; absent: all of them, by status. */
export interface LayerLook {
  /** CQL2 text: what it does not hold is hidden. */
  readonly filter?: string;
  /** What is calm takes its colour from a field; what is not keeps that of its status. */
  readonly color?: ColorBy;
}

/** Light on the ground of the plan's road: colours, lines of equal illuminance, or both. */
export type LightView = 'off' | 'heat' | 'isolines' | 'both';
export const LIGHT_VIEWS: readonly LightView[] = ['off', 'heat', 'isolines', 'both'];

/** What a comment is being pinned to: a new one, or the open thread anew; `at` null: a place is still to be chosen. */
export interface Pinning {
  readonly for: 'new' | 'attach';
  readonly at: Pick<ReviewAnchor, 'place' | 'object'> | null;
}

/** What is seen of the review record. */
interface ReviewDesk {
  /** The open thread; part of a link. */
  readonly thread: string | null;
  readonly filter: ReviewFilter;
  readonly pinning: Pinning | null;
}

/** The slow lane: everything a link, undo and a saved file carry. Everything on screen is a function of it and the clock. */
export interface Session {
  readonly mode: ModeId;
  readonly language: Language;
  readonly playhead: Playhead;
  /** Playback speed of the playhead in city seconds a second; 0 stands still (or follows now). */
  readonly playing: number;
  /** The speed at which it plays when asked to, city seconds a second. */
  readonly speed: number;
  /** A frozen clock: *now* is this instant and nothing animates. */
  readonly freeze: Instant | null;
  readonly scenario: AlternativeRef | null;
  /** Left of the divider: another alternative, `base`, or the shown one at another time. */
  readonly compare: AlternativeRef | null;
  /** Where the compared side stands in time; null: at the playhead. */
  readonly compareAt: Playhead | null;
  readonly compareView: CompareView;
  /** Values that the person holds instead of those of the open plan's assumptions, by key. */
  readonly assume: Readonly<Record<string, number>>;
  /** `agreed`: the plan shows only what the owners have agreed to; `conditional`: or agreed to on a condition. */
  readonly consents: ConsentsShown;
  /** Number of the working document's edition by scenario; absent: the one that was loaded. Never part of a link. */
  readonly editions: Readonly<Record<string, number>>;
  /** Position of the divider, 0 (left edge) to 1. */
  readonly split: number;
  readonly light: LightView;
  /** A storm that falls on a waterlogging point at an instant of the clock; null: none is shown. */
  readonly storm: ShownStorm | null;
  /** Visible layers. */
  readonly layers: readonly string[];
  readonly style: CityStyle;
  readonly basemap: string | null;
  /** Where the camera is or should fly; null until the scene reports one. */
  readonly view: CameraView | null;
  /** Where the camera stood before it went to the first alert; null: it is not there. Never part of a link. */
  readonly returnTo: CameraView | null;
  readonly select: string | null;
  /** The building that was asked for, while no asset is selected. Never part of a link: tiles number it anew at each build. */
  readonly building: CityBuilding | null;
  /** Objects of a clicked figure, outlined together. */
  readonly highlight: readonly string[];
  /** What is chosen on the map and in the table, as CQL2 text asked of the shown layers; null: nothing. */
  readonly selection: string | null;
  /** The area that is being drawn. Never part of a link. */
  readonly area: AreaTool | null;
  /** What is measured on the map; null: nothing. */
  readonly measure: Measuring | null;
  /** What the city is cut down to; null: it is whole. */
  readonly clip: Clip | null;
  /** Views that are kept on this machine, in the order of the tour. Never part of a link. */
  readonly bookmarks: readonly Bookmark[];
  /** Index of the bookmark at which the tour is; null: none runs. Never part of a link. */
  readonly tour: number | null;
  /** The tour waits where it is, and the hand is free to look around. */
  readonly tourHeld: boolean;
  /** A person walks at eye level. Never part of a link; the view is. */
  readonly walking: boolean;
  /** What the person brought along, kept on this machine. Never part of a link. */
  readonly own: readonly OwnItem[];
  /** Layer whose table is open; null: none is. */
  readonly table: string | null;
  /** By layer; absent: everything, by status. */
  readonly looks: Readonly<Record<string, LayerLook>>;
  /** The layer that the overview brings together by place; null: lamps, quietly. */
  readonly density: Density | null;
  /** Poles chosen for editing by hand; null: editing is off. Never part of a link. */
  readonly editing: readonly string[] | null;
  readonly review: ReviewDesk;
  readonly quality: QualityId;
  readonly panels: Readonly<Record<PanelId, boolean>>;
  readonly notices: readonly Notice[];
}

export const DEFAULT_SESSION: Session = {
  mode: 'review',
  language: 'zh',
  playhead: { kind: 'now' },
  playing: 0,
  speed: 600,
  freeze: null,
  scenario: null,
  compare: null,
  compareAt: null,
  compareView: 'swipe',
  assume: {},
  consents: 'all',
  editions: {},
  split: 0.5,
  light: 'off',
  storm: null,
  layers: [],
  style: 'natural',
  basemap: null,
  view: null,
  returnTo: null,
  select: null,
  building: null,
  highlight: [],
  selection: null,
  area: null,
  measure: null,
  clip: null,
  bookmarks: [],
  tour: null,
  tourHeld: false,
  walking: false,
  own: [],
  table: null,
  looks: {},
  density: null,
  editing: null,
  review: { thread: null, filter: NO_FILTER, pinning: null },
  quality: 'high',
  panels: {
    layers: true,
    inspector: true,
    overview: true,
    closeup: false,
    scenario: false,
    alerts: true,
    about: false,
    search: false,
    account: false,
    versions: false,
    options: false,
    survey: false,
    light: false,
    duty: false,
    bridge: false,
    water: false,
    export: false,
    storm: false,
    sight: false,
    review: false,
    bookmarks: false,
    buffer: false,
    own: false,
  },
  notices: [],
};
