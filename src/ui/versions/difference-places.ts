import type { Change } from '../../state/versions-port.ts';

type LonLat = readonly [longitude: number, latitude: number];

/** Where a difference says that things stand or stood: the plan on screen may hold neither. */
export function placesOf({ before, after }: Pick<Change, 'before' | 'after'>): LonLat[] {
  return [before, after].flatMap((value) => {
    const operation = member(value, 'operation');
    const place = member(member(operation, 'asset'), 'position') ?? member(operation, 'to');
    if (!Array.isArray(place)) return [];
    const [longitude, latitude] = place as unknown[];
    return typeof longitude === 'number' && typeof latitude === 'number' ? [[longitude, latitude] as const] : [];
  });
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
