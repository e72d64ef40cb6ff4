import type { Operation, Ref, ScenarioDocument } from '../../wire/scenario-document.ts';

export type Alternative = ScenarioDocument['alternatives'][number];

/** How operations are said on another baseline. */
export interface Change {
  /** The asset's name on the new baseline; null: it is not there. */
  refOf(ref: Ref): Ref | null;
  /** What hangs on a pole of the new baseline, as its attribute writes it; undefined: as before. */
  mountsOf(ref: Ref): string | undefined;
  /** What hung on a pole of the baseline before. */
  mountsBefore(ref: Ref): string;
}

export interface Carried {
  readonly alternative: Alternative;
  /** Operations that have no object on the new baseline. */
  readonly leftOut: number;
}

/** The alternative with what still has its objects. */
export function carry(alternative: Alternative, change: Change): Carried {
  let leftOut = 0;
  const phases = alternative.phases.map((phase) => ({
    ...phase,
    operations: phase.operations.flatMap((operation): Operation[] => {
      const kept = onBaseline(operation, change);
      if (!kept) leftOut++;
      return kept ? [kept] : [];
    }),
  }));
  return { alternative: { ...alternative, phases }, leftOut };
}

function onBaseline(operation: Operation, change: Change): Operation | null {
  switch (operation.op) {
    case 'add':
      return operation;
    case 'remove':
    case 'move': {
      const target = change.refOf(operation.target);
      return target && { ...operation, target };
    }
    case 'modify': {
      const target = change.refOf(operation.target);
      if (!target) return null;
      const now = change.mountsOf(target);
      const { mounts } = operation.attributes;
      if (now === undefined || typeof mounts !== 'string') return { ...operation, target };
      // The plan hung something beside what was there: it hangs beside what is there now.
      const beside = without(mounts, change.mountsBefore(operation.target));
      return {
        ...operation,
        target,
        attributes: { ...operation.attributes, mounts: [...parts(now), ...beside].join('|') },
      };
    }
    case 'merge': {
      const [from, carrier] = [change.refOf(operation.from), change.refOf(operation.carrier)];
      if (!from || !carrier) return null;
      const now = change.mountsOf(from);
      return { ...operation, from, carrier, mounts: now === undefined ? operation.mounts : parts(now) };
    }
    case 'light': {
      const targets = operation.targets.flatMap((id) => change.refOf({ layer: operation.layer, id })?.id ?? []);
      return targets.length > 0 ? { ...operation, targets } : null;
    }
    case 'close': {
      const { site } = operation;
      if (!site) return operation;
      const busStops = site.busStops.flatMap((id) => change.refOf({ layer: 'pole', id })?.id ?? []);
      return { ...operation, site: { ...site, busStops } };
    }
  }
}

function parts(mounts: string): string[] {
  return mounts === '' ? [] : mounts.split('|');
}

/** Mounts of `text` that `known` does not hold, each counted once. */
function without(text: string, known: string): string[] {
  const left = parts(known);
  return parts(text).filter((mount) => {
    const at = left.indexOf(mount);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
