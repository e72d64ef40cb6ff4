import type { AssetTable } from '../../domain/asset.ts';
import { POLE_CLASSES, type PoleClass } from '../../domain/pole-class.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';

/** A pole that a plan may change. */
export interface BaselinePole {
  readonly id: string;
  readonly class: PoleClass;
  /** As surveyed; empty where it is not known. */
  readonly owner: string;
}

/** The baseline poles of a plan, each with its class; lamps have theirs by their layer. */
export function baselinePoles({ document, assets }: CompiledScenario): BaselinePole[] {
  return document.baseline.flatMap(({ layer, ids }) => {
    const owners = ownersOf(assets.get(layer));
    const classes = layer === 'lamp' ? null : classesOf(assets.get(layer));
    return ids.flatMap((id) => {
      const each = classes ? classes.get(id) : 'LP';
      return each ? [{ id, class: each, owner: owners.get(id) ?? '' }] : [];
    });
  });
}

function classesOf(table: AssetTable | undefined): ReadonlyMap<string, PoleClass> {
  const column = table?.columns.class;
  return new Map(
    (table?.ids ?? []).flatMap((id, slot) => {
      const found = POLE_CLASSES.find((each) => each === column?.[slot]);
      return found ? [[id, found] as const] : [];
    }),
  );
}

function ownersOf(table: AssetTable | undefined): ReadonlyMap<string, string> {
  const column = table?.columns.owner;
  return new Map((table?.ids ?? []).map((id, slot) => [id, String(column?.[slot] ?? '')] as const));
}
