import { type AssetTable, assetAt } from '../../domain/asset.ts';
import type { Instant } from '../../domain/clock.ts';
import { holds } from '../../domain/validity.ts';
import type { CompiledScenario } from '../compiled.ts';
import { objectsOf } from '../objects.ts';
import type { SiteObject } from './site.ts';

/** What drains the city today. */
export function drainsToday(table: AssetTable | undefined): SiteObject[] {
  return table ? Array.from({ length: table.count }, (_, slot) => assetAt(table, slot)) : [];
}

/** Drainage works that an alternative has built at an instant; none of those that stand today. */
export function drainsBuilt(compiled: CompiledScenario, alternative: string, at: Instant): SiteObject[] {
  const table = compiled.assets.get('drain');
  if (!table) return [];
  const built = new Set(
    objectsOf(compiled, alternative, 'drain')
      .filter((each) => each.planned && holds(each, at))
      .map(({ ref }) => ref.id),
  );
  return drainsToday(table).filter(({ id }) => built.has(id));
}
