import { type AssetTable, slotOf } from '../../domain/asset.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { CompiledAlternative } from '../compiled.ts';

/** Takes what the survey did not find out of every alternative, today included: it never stands, and no plan builds it. */
export function hideUnseen(
  alternatives: readonly CompiledAlternative[],
  { survey }: Pick<ScenarioDocument, 'survey'>,
  tables: ReadonlyMap<string, AssetTable>,
): void {
  for (const { layer, id } of survey?.unseen ?? []) {
    const table = tables.get(layer);
    const slot = table && slotOf(table, id);
    if (slot === undefined) continue;
    for (const { validity } of alternatives) {
      const own = validity.get(layer);
      if (own) own.from[slot] = Number.POSITIVE_INFINITY;
    }
  }
}
