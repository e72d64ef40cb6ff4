import { localFrame, toLocal } from '../../domain/geo/local-frame.ts';
import { type Mount, parseMounts } from '../../domain/mount.ts';
import { attributesAt } from '../attributes.ts';
import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import { type Ledger, ledgerOf, type PoleRecord } from '../ledger.ts';
import { type RoadAxis, roadAxis, type Station } from '../road-axis.ts';
import type { Surroundings } from './surroundings.ts';

/** A pole that stands when all is done, with what hangs on it then. */
export interface FinalPole {
  readonly ref: ObjectRef;
  /** Metres east and north of the road's first point. */
  readonly place: readonly [x: number, y: number];
  /** Metres above ground. */
  readonly height: number;
  /** Whether the alternative moves mounts onto it. */
  readonly carrier: boolean;
  readonly station: Station | null;
  readonly mounts: readonly Mount[];
}

/** What rules judge: one alternative, and the poles left when all is done. */
export interface Evidence {
  readonly compiled: CompiledScenario;
  readonly alternativeId: string;
  readonly ledger: Ledger;
  readonly axis: RoadAxis | null;
  readonly finalPoles: readonly FinalPole[];
  /** Any pole of the project, existing or planned. */
  readonly poles: ReadonlyMap<string, PoleRecord>;
  readonly surroundings: Surroundings;
  stationOf(ref: ObjectRef): Station | null;
  /** Metres east and north of the road's first point. */
  place(longitude: number, latitude: number): [x: number, y: number];
}

export function gatherEvidence(
  compiled: CompiledScenario,
  alternativeId: string,
  surroundings: Surroundings = {},
): Evidence {
  const ledger = ledgerOf(compiled, alternativeId);
  const path = compiled.document.project.axis;
  const axis = path && path.length > 1 ? roadAxis(path) : null;
  const poles = new Map(ledger.poles.map((pole) => [keyOf(pole.ref), pole]));
  const carriers = new Set(ledger.merges.map((merge) => keyOf(merge.carrier)));
  const stationOf = (ref: ObjectRef) => {
    const pole = poles.get(keyOf(ref));
    return pole && axis ? axis.stationOf(pole.position[0], pole.position[1]) : null;
  };
  const origin = path?.[0] ?? ledger.poles[0]?.position ?? [0, 0];
  const frame = localFrame(origin[0], origin[1]);
  const place = (longitude: number, latitude: number) => toLocal(frame, longitude, latitude);
  const finalPoles = ledger.poles
    .filter((pole) => pole.to === Number.POSITIVE_INFINITY)
    .map((pole): FinalPole => {
      const attributes = attributesAt(compiled, alternativeId, pole.ref, compiled.end);
      return {
        ref: pole.ref,
        place: place(pole.position[0], pole.position[1]),
        height: Number(attributes.height ?? 0),
        carrier: carriers.has(keyOf(pole.ref)),
        station: stationOf(pole.ref),
        mounts: parseMounts(String(attributes.mounts ?? '')),
      };
    });
  return { compiled, alternativeId, ledger, axis, finalPoles, poles, surroundings, stationOf, place };
}

export function keyOf(ref: ObjectRef): string {
  return `${ref.layer} ${ref.id}`;
}
