import { CLASSIFICATIONS, type Classification } from '../domain/provenance.ts';
import type { TwinPort } from '../state/port.ts';

/** 密级 of what the page shows: the highest class of anything that it may show. */
export function pageClass(catalog: TwinPort['catalog']): Classification {
  if (catalog.role === 'public') return 'public';
  const classes = [...catalog.sources, ...catalog.tilesets].map((each) => CLASSIFICATIONS.indexOf(each.classification));
  // Assets of an operator's page hold fields that the public never gets.
  return CLASSIFICATIONS[Math.max(1, ...classes)] ?? 'restricted';
}
