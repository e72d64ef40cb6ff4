import { type AssetTable, slotOf } from '../domain/asset.ts';
import type { Playhead } from '../domain/clock.ts';
import { distance } from '../domain/geo/local-frame.ts';
import type { ReviewAnchor, ReviewObject } from '../domain/review/review.ts';
import { holds } from '../domain/validity.ts';
import type { CompiledScenario } from './compiled.ts';

/**
 * What became of the object that a comment hangs on, in the plan on screen: it stands, stands elsewhere, or a later version took
 * it away. `bare`: the comment names a place alone. `unknown`: the plan it speaks of is not open.
 */
export type AnchorState = 'bare' | 'stands' | 'moved' | 'removed' | 'unknown';

/** An object further from its pin than this has moved, metres: twice the step to which plans place a pole. */
const MOVED_METRES = 0.5;

/**
 * Judges the object at the comment's own moment, in its own alternative or the one it was compared with: a pole that the plan takes
 * down after that moment is not removed.
 *
 * @param tables the city's own tables
 * @param plan the open plan; null: none is open
 */
export function anchorState(
  anchor: ReviewAnchor,
  tables: (layer: string) => AssetTable | undefined,
  plan: CompiledScenario | null,
): AnchorState {
  const { object } = anchor;
  if (!object) return 'bare';
  const own = anchor.plan && plan?.id === anchor.plan.id ? plan : null;
  if (anchor.plan && !own) {
    const slot = slotIn(tables(object.layer), object);
    return slot === undefined ? 'unknown' : placed(anchor, tables(object.layer), slot);
  }
  const table = own?.assets.get(object.layer) ?? tables(object.layer);
  const slot = slotIn(table, object);
  if (slot === undefined) return 'removed';
  if (!own || standsIn(own, anchor, object.layer, slot)) return placed(anchor, table, slot);
  const twin = table?.ids.findIndex((id) => id.startsWith(`${object.id}.moved`)) ?? -1;
  return twin >= 0 && standsIn(own, anchor, object.layer, twin) ? 'moved' : 'removed';
}

function slotIn(table: AssetTable | undefined, { id }: ReviewObject): number | undefined {
  return table && slotOf(table, id);
}

function placed({ place }: ReviewAnchor, table: AssetTable | undefined, slot: number): AnchorState {
  const at = [table?.positions[3 * slot] ?? 0, table?.positions[3 * slot + 1] ?? 0] as const;
  return distance(at, [place[0], place[1]]) > MOVED_METRES ? 'moved' : 'stands';
}

function standsIn(plan: CompiledScenario, anchor: ReviewAnchor, layer: string, slot: number): boolean {
  const sides = [
    { alternative: anchor.plan?.alternative, moment: anchor.moment },
    ...(anchor.compare
      ? [{ alternative: anchor.compare.alternative, moment: anchor.compare.moment ?? anchor.moment }]
      : []),
  ];
  return sides.some(({ alternative, moment }) => {
    // An alternative that is gone built nothing any more; what stands today stands in `base`.
    const side = plan.alternatives.find(({ id }) => id === alternative) ?? plan.alternatives[0];
    const validity = side?.validity.get(layer);
    if (!validity) return true;
    const interval = { from: validity.from[slot] as number, to: validity.to[slot] as number };
    const at = instantOf(plan, moment);
    return at === null ? interval.from === Number.NEGATIVE_INFINITY : holds(interval, at);
  });
}

/** Null: now, before any plan begins. */
function instantOf(plan: CompiledScenario, moment: Playhead): number | null {
  if (moment.kind === 'now') return null;
  return moment.kind === 'instant' ? moment.at : (plan.slices.find(({ id }) => id === moment.slice)?.at ?? plan.end);
}
