import { findLayer } from '../domain/layers/table.ts';

export interface FrameLayer {
  readonly id: string;
  readonly properties: readonly string[];
}

/**
 * Layers and properties as the binary frames of one role count them: catalog order, definition order, for a public
 * session without what is not public. Gateway and feeds derive the same lists from the same catalog.
 */
export function frameLayers(layerIds: readonly string[], role: 'operator' | 'public'): FrameLayer[] {
  return layerIds.flatMap((id) => {
    const definition = findLayer(id);
    if (role === 'public' && definition?.classification !== 'public') return [];
    const properties = definition?.properties ?? [];
    return {
      id,
      properties: properties
        .filter((property) => role === 'operator' || property.classification === 'public')
        .map((property) => property.key),
    };
  });
}
