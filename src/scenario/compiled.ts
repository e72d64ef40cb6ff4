import type { AssetTable } from '../domain/asset.ts';
import type { Instant, SliceId } from '../domain/clock.ts';
import type { Words } from '../domain/words.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import type { Surroundings } from './rules/surroundings.ts';

/** What an alternative does to an existing asset, or `planned` for one that it builds. The order is the GPU's code. */
export type Fate = 'keep' | 'merged' | 'removed' | 'undergrounded' | 'planned';
export const FATES: readonly Fate[] = ['keep', 'merged', 'removed', 'undergrounded', 'planned'];

/** When each slot of one layer exists under one alternative, and why it ends. Arrays are `capacity` long. */
export interface LayerValidity {
  /** Milliseconds; -Infinity for what stands already, +Infinity for a slot this alternative never builds. */
  readonly from: Float64Array;
  /** Milliseconds, exclusive; +Infinity for what stays. */
  readonly to: Float64Array;
  /** Index into FATES. */
  readonly fate: Uint8Array;
}

interface CompiledPhase {
  readonly id: string;
  readonly title: Words;
  readonly from: Instant;
  readonly to: Instant;
}

export interface CompiledAlternative {
  readonly id: string;
  readonly title: Words;
  readonly summary: Words;
  readonly phases: readonly CompiledPhase[];
  /** By layer id; only layers that the scenario touches. */
  readonly validity: ReadonlyMap<string, LayerValidity>;
}

/** An object that made a figure; a click on the figure shows these. */
export interface ObjectRef {
  readonly layer: string;
  readonly id: string;
}

/** A figure computed from objects. */
export interface Kpi {
  readonly key: string;
  readonly title: Words;
  readonly value: number;
  readonly unit: string;
  readonly decimals: number;
  readonly objects: readonly ObjectRef[];
  /** Keys of the assumptions it used. */
  readonly assumptions: readonly string[];
  /** How it is computed, in one line. */
  readonly formula: Words;
  /** Low and high end when its assumptions vary within their ranges; absent for counts. */
  readonly range?: readonly [low: number, high: number];
  /** Set when the figure is the share of one district; absent for the whole project. */
  readonly district?: string;
}

/** A scenario document ready to be scrubbed: everything is an interval or a function of time. */
export interface CompiledScenario {
  readonly document: ScenarioDocument;
  readonly id: string;
  /** Instant of day 0, a midnight of the city. */
  readonly start: Instant;
  /** Minutes that the city is ahead of UTC; calendar rules need it. */
  readonly utcOffsetMinutes: number;
  readonly end: Instant;
  readonly slices: readonly { readonly id: SliceId; readonly title: Words; readonly at: Instant }[];
  /** Tables of the touched layers, with every alternative's planned assets in tail slots. */
  readonly assets: ReadonlyMap<string, AssetTable>;
  /** First is always the baseline, id `base`: what stands today, for ever. */
  readonly alternatives: readonly CompiledAlternative[];
  /** What stands and lies around the road; rules and light without it leave open what they cannot know. */
  readonly surroundings?: Surroundings;
}
