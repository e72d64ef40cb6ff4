import { distance } from '../../domain/geo/local-frame.ts';
import { MOUNT_WORDS, type Mount, parseMounts } from '../../domain/mount.ts';
import type { PoleClass } from '../../domain/pole-class.ts';
import { attributesAt } from '../../scenario/attributes.ts';
import type { CompiledScenario, Fate, ObjectRef } from '../../scenario/compiled.ts';
import { ledgerOf } from '../../scenario/ledger.ts';
import { type RoadAxis, roadAxis, type Station } from '../../scenario/road-axis.ts';

/** A pole as the hand that edits it sees it: as it will be when all is done. */
export interface PoleFacts {
  readonly ref: ObjectRef;
  readonly class: PoleClass;
  readonly fate: Fate;
  /** The pole that it merges into. */
  readonly carrier: string | null;
  readonly position: readonly [longitude: number, latitude: number];
  readonly station: Station | null;
  /** Degrees clockwise from north. */
  readonly heading: number;
  /** Metres; null when nobody has measured it. */
  readonly height: number | null;
  readonly mounts: readonly Mount[];
}

const AXES = new WeakMap<object, RoadAxis | null>();

/** The road of a plan as a ruler, made once a document; null when it names none. */
export function axisOf({ document }: CompiledScenario): RoadAxis | null {
  let axis = AXES.get(document);
  if (axis === undefined) {
    const path = document.project.axis;
    axis = path && path.length > 1 ? roadAxis(path) : null;
    AXES.set(document, axis);
  }
  return axis;
}

/** Undefined when the alternative knows no such pole. */
export function poleFacts(plan: CompiledScenario, alternative: string, id: string): PoleFacts | undefined {
  const { poles, merges } = ledgerOf(plan, alternative);
  const pole = poles.find(({ ref }) => ref.id === id);
  if (!pole) return undefined;
  const attributes = attributesAt(plan, alternative, pole.ref, plan.end);
  const { ref, fate, position, heading } = pole;
  const height = Number(attributes.height ?? Number.NaN);
  return {
    ref,
    class: pole.class,
    fate,
    carrier: merges.find(({ from }) => from.id === id && from.layer === ref.layer)?.carrier.id ?? null,
    position,
    station: axisOf(plan)?.stationOf(...position) ?? null,
    heading,
    height: Number.isFinite(height) ? height : null,
    mounts: parseMounts(String(attributes.mounts ?? '')),
  };
}

/** Poles left when all is done that bear others' mounts or are planned to, the nearest first. */
export function carriersNear(
  plan: CompiledScenario,
  alternative: string,
  { ref, position }: Pick<PoleFacts, 'ref' | 'position'>,
  most = 8,
): { readonly id: string; readonly metres: number }[] {
  const { poles, merges } = ledgerOf(plan, alternative);
  const bearing = new Set(merges.map(({ carrier }) => carrier.id));
  return poles
    .filter((pole) => pole.to === Number.POSITIVE_INFINITY && (pole.rule === 'carrier' || bearing.has(pole.ref.id)))
    .filter((pole) => pole.ref.id !== ref.id)
    .map((pole) => ({ id: pole.ref.id, metres: distance(position, pole.position) }))
    .sort((a, b) => a.metres - b.metres)
    .slice(0, most);
}

export const mountWords = ({ kind }: Mount) => MOUNT_WORDS[kind];
