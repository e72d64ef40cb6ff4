import type { Era, Instant } from '../domain/clock.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import { type Classification, classify } from '../domain/query/classify.ts';
import { columnsOf } from '../domain/query/columns.ts';
import { fieldNamed, fieldsOf } from '../domain/query/fields.ts';
import type { Session } from './session.ts';

/** By layer; only those that are coloured by a field. The same object while nothing about it changed. */
export type ShownColors = ReadonlyMap<string, Classification>;

interface Kept {
  readonly key: readonly unknown[];
  readonly classes: Classification;
}

/** Milliseconds of the playhead after which what is observed is put into classes again: limits that move all the time cannot be read. */
const AGAIN = 10_000;

/** Answers the colours of the session's looks. */
export function createShownColors(parts: {
  readonly session: () => Session;
  readonly fleet: () => Fleet;
  readonly at: () => Instant;
  readonly era: () => Era;
}): () => ShownColors {
  let kept = new Map<string, Kept>();
  let shown: ShownColors = new Map();
  return () => {
    const { looks, layers } = parts.session();
    const next = new Map<string, Kept>();
    const moment = parts.at();
    const unobserved = parts.era() === 'future';
    for (const id of layers) {
      const color = looks[id]?.color;
      const layer = parts.fleet().get(id);
      if (!color || !layer) continue;
      const key = [
        color,
        layer.assets,
        ...(isObserved(layer, color.field) ? momentKey(layer, moment, unobserved) : []),
      ];
      const before = kept.get(id);
      if (before && key.length === before.key.length && key.every((each, i) => Object.is(each, before.key[i]))) {
        next.set(id, before);
        continue;
      }
      const classes = classify(layer, columnsOf(layer, moment), color, unobserved);
      if (classes) next.set(id, { key, classes });
    }
    const alike = next.size === shown.size && [...next].every(([id, { classes }]) => shown.get(id) === classes);
    kept = next;
    if (!alike) shown = new Map([...next].map(([id, { classes }]) => [id, classes]));
    return shown;
  };
}

function isObserved({ definition }: FleetLayer, field: string): boolean {
  return fieldNamed(fieldsOf(definition), field)?.from !== 'register';
}

/** The first values of a table are shown at once, those after them at their turn. */
function momentKey({ shown }: FleetLayer, at: Instant, unobserved: boolean): readonly unknown[] {
  return [shown, unobserved, shown.version === 0 ? 0 : Math.floor(at / AGAIN)];
}
