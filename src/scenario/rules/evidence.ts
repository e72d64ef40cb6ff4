import type { AttributeValue } from '../../domain/asset.ts';
import { localFrame, toLocal } from '../../domain/geo/local-frame.ts';
import { parseMounts } from '../../domain/mount.ts';
import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import { type Ledger, ledgerOf, type PoleRecord } from '../ledger.ts';
import { type RoadAxis, roadAxis, type Station } from '../road-axis.ts';
import type { FinalPole } from './final-pole.ts';
import { Memory } from './memory.ts';
import type { Surroundings } from './surroundings.ts';

/** Another place or other mounts for a pole, as while it is dragged; what is left out stays. */
export interface PoleChange {
  readonly ref: ObjectRef;
  readonly position?: readonly [longitude: number, latitude: number];
  readonly heading?: number;
  /** As in the attribute `mounts`. */
  readonly mounts?: string;
}

/** What rules judge: one alternative, and the poles left when all is done. */
export interface Evidence {
  readonly compiled: CompiledScenario;
  readonly alternativeId: string;
  readonly ledger: Ledger;
  readonly axis: RoadAxis | null;
  readonly finalPoles: readonly FinalPole[];
  /** Any pole of the project, existing or planned, by `layer id`. */
  readonly poles: ReadonlyMap<string, PoleRecord>;
  readonly surroundings: Surroundings;
  /** What is held instead of what the scenario says. */
  readonly changes: readonly PoleChange[];
  /** What costs time to measure and stays true from one edit to the next. */
  readonly memory: Memory;
  stationOf(ref: ObjectRef): Station | null;
  /** Metres east and north of the road's first point. */
  place(longitude: number, latitude: number): [x: number, y: number];
}

/**
 * Gathers what rules need of an alternative.
 *
 * @param changes held instead of what the scenario says
 * @param before evidence of the same alternative a moment ago: what did not change since is taken from it
 */
export function gatherEvidence(
  compiled: CompiledScenario,
  alternativeId: string,
  surroundings: Surroundings = {},
  changes: readonly PoleChange[] = [],
  before: Evidence | null = null,
): Evidence {
  const known = before && sameStreet(before, compiled, surroundings) ? before : null;
  const ledger = ledgerOf(compiled, alternativeId);
  const path = compiled.document.project.axis;
  const axis = known ? known.axis : path && path.length > 1 ? roadAxis(path) : null;
  const changed = new Map(changes.map((change) => [keyOf(change.ref), change]));
  const poles = changedPoles(ledger, changed);
  const origin = path?.[0] ?? ledger.poles[0]?.position ?? [0, 0];
  const frame = localFrame(origin[0], origin[1]);
  const place = known?.place ?? ((longitude: number, latitude: number) => toLocal(frame, longitude, latitude));
  const memory = known?.memory ?? new Memory();
  const placed = ({ key, position }: PoleRecord) => (axis ? memory.stationOf(key, position, axis) : null);
  const stationOf = (ref: ObjectRef) => {
    const pole = poles.get(keyOf(ref));
    return pole ? placed(pole) : null;
  };
  const finalPoles = standing({ compiled, ledger, poles, changed, known, place, placed });
  if (known) memory.forget(known.finalPoles, finalPoles);
  return {
    compiled,
    alternativeId,
    ledger,
    axis,
    finalPoles,
    poles,
    surroundings,
    changes,
    memory,
    stationOf,
    place,
  };
}

export function keyOf(ref: ObjectRef): string {
  return `${ref.layer} ${ref.id}`;
}

const POLES = new WeakMap<Ledger, ReadonlyMap<string, PoleRecord>>();

/** All poles of a ledger by key, with the changes that are held instead. */
function changedPoles(ledger: Ledger, changes: ReadonlyMap<string, PoleChange>): ReadonlyMap<string, PoleRecord> {
  let poles = POLES.get(ledger);
  if (!poles) {
    poles = new Map(ledger.poles.map((pole) => [pole.key, pole]));
    POLES.set(ledger, poles);
  }
  if (changes.size === 0) return poles;
  const changed = new Map(poles);
  for (const [key, { position, heading }] of changes) {
    const pole = poles.get(key);
    if (pole) changed.set(key, { ...pole, position: position ?? pole.position, heading: heading ?? pole.heading });
  }
  return changed;
}

/** Whether nothing but poles can have changed since. */
function sameStreet(before: Evidence, compiled: CompiledScenario, surroundings: Surroundings): boolean {
  if (before.surroundings !== surroundings) return false;
  if (before.compiled === compiled) return true;
  const street = ({ document: { project, survey } }: CompiledScenario) =>
    JSON.stringify([project.axis, project.junctions, survey?.id]);
  return street(before.compiled) === street(compiled);
}

interface Gathering {
  readonly compiled: CompiledScenario;
  readonly ledger: Ledger;
  readonly poles: ReadonlyMap<string, PoleRecord>;
  readonly changed: ReadonlyMap<string, PoleChange>;
  readonly known: Evidence | null;
  readonly place: Evidence['place'];
  readonly placed: (pole: PoleRecord) => Station | null;
}

function standing({ compiled, ledger, poles, changed, known, place, placed }: Gathering): FinalPole[] {
  const carriers = new Set(ledger.merges.map((merge) => keyOf(merge.carrier)));
  const modified = new Map<string, Record<string, AttributeValue>>();
  for (const { target, attributes, at } of ledger.modifications) {
    if (at > compiled.end) continue;
    const key = keyOf(target);
    modified.set(key, Object.assign(modified.get(key) ?? {}, attributes));
  }
  const before = new Map(known?.finalPoles.map((pole) => [pole.key, pole]));
  const finals: FinalPole[] = [];
  for (const [key, pole] of poles) {
    if (pole.to !== Number.POSITIVE_INFINITY) continue;
    const [own, mounts] = [modified.get(key), changed.get(key)?.mounts];
    const attributes =
      own || mounts !== undefined
        ? { ...pole.attributes, ...own, ...(mounts === undefined ? {} : { mounts }) }
        : pole.attributes;
    const carrier = carriers.has(key);
    const same = before.get(key);
    if (same && isSame(same, pole, carrier, attributes)) finals.push(same);
    else
      finals.push({
        ref: pole.ref,
        key,
        class: pole.class,
        position: pole.position,
        place: place(...pole.position),
        height: typeof attributes.height === 'number' && attributes.height > 0 ? attributes.height : null,
        heading: pole.heading,
        carrier,
        planned: pole.planned,
        station: placed(pole),
        mounts: parseMounts(String(attributes.mounts ?? '')),
        attributes,
      });
  }
  return finals;
}

function isSame(
  same: FinalPole,
  { position, heading, class: poleClass, planned }: PoleRecord,
  carrier: boolean,
  attributes: FinalPole['attributes'],
): boolean {
  if (same.position[0] !== position[0] || same.position[1] !== position[1] || same.heading !== heading) return false;
  if (same.class !== poleClass || same.carrier !== carrier || same.planned !== planned) return false;
  if (attributes === same.attributes) return true;
  const keys = Object.keys(attributes);
  return (
    keys.length === Object.keys(same.attributes).length && keys.every((key) => same.attributes[key] === attributes[key])
  );
}
