import type { Place } from '../domain/geo/measure.ts';

export type MeasureKind = 'distance' | 'area' | 'height';
export const MEASURE_KINDS: readonly MeasureKind[] = ['distance', 'area', 'height'];

/** What is measured, and whether further points are taken. */
export interface Measuring {
  readonly kind: MeasureKind;
  readonly points: readonly Place[];
  readonly open: boolean;
}

/** A link holds them all. */
export const MOST_POINTS = 60;

/** Two points and it is measured. */
export const POINTS_OF_HEIGHT = 2;

/** With one point more; a finished height begins anew. */
export function withPoint(measuring: Measuring, point: Place): Measuring {
  const { kind, points } = measuring;
  if (kind === 'height' && points.length >= POINTS_OF_HEIGHT) return { ...measuring, points: [point] };
  if (points.length >= MOST_POINTS)
    throw new RangeError(`Measuring: ${points.length + 1} points; end this one first, ${MOST_POINTS} are the most.`);
  return { ...measuring, points: [...points, point] };
}

/** Reads a point of a measurement. Throws RangeError that names value and remedy. */
export function readPlace(input: unknown): Place {
  const [longitude, latitude, height = 0, ...more] = Array.isArray(input) ? (input as unknown[]) : [];
  if (
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    typeof height === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90 &&
    Math.abs(height) <= 10_000 &&
    more.length === 0
  )
    return [longitude, latitude, height];
  throw new RangeError(
    `Point ${JSON.stringify(input)}: give [longitude, latitude, height], degrees and metres above ground.`,
  );
}

/** `distance:116.59,35.42,0;116.6,35.42,12.5`: degrees to a millimetre, metres to a centimetre. */
export function formatMeasuring({ kind, points }: Measuring): string {
  const text = ([longitude, latitude, height]: Place) =>
    [longitude.toFixed(8), latitude.toFixed(8), height.toFixed(2)].map(Number).join(',');
  return `${kind}:${points.map(text).join(';')}`;
}

/** The inverse of `formatMeasuring`; it takes no further points. Throws RangeError on anything else. */
export function parseMeasuring(text: string): Measuring {
  const [kind = '', list = '', ...more] = text.split(':');
  const points = list.split(';').map((each) => readPlace(each.split(',').map(Number)));
  if (more.length > 0 || !MEASURE_KINDS.includes(kind as MeasureKind) || points.length > MOST_POINTS)
    throw new RangeError(`Measurement "${text}": expected distance, area or height, a colon, and points.`);
  return { kind: kind as MeasureKind, points, open: false };
}
