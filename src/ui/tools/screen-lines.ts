import type { Place } from '../../domain/geo/measure.ts';
import type { ScenePort } from '../../state/scene-port.ts';

/** A place on the canvas, CSS pixels. */
export type ScreenPoint = readonly [x: number, y: number];
export type ScreenLine = readonly ScreenPoint[];

/** Parts of a straight line on its way to the screen: what lies behind the camera falls out part by part. */
const PARTS = 16;

/** Straight lines between places as the camera sees them; another begins where they come back from behind it. */
export function screenLines(
  port: Pick<ScenePort, 'screenOf' | 'groundHeight'>,
  places: readonly Place[],
): readonly ScreenLine[] {
  const line = places.flatMap((place, index) => {
    const next = places[index + 1];
    return next ? partsOf(place, next, port) : [place];
  });
  const lines: ScreenPoint[][] = [];
  let broken = true;
  for (const at of port.screenOf(line)) {
    if (at && broken) lines.push([]);
    if (at) lines.at(-1)?.push(at);
    broken = !at;
  }
  return lines;
}

/** The line's parts but its end; straight in space, so their heights above ground vary with the ground. */
function partsOf(from: Place, to: Place, { groundHeight }: Pick<ScenePort, 'groundHeight'>): Place[] {
  const [low, high] = [groundHeight(from[0], from[1]) + from[2], groundHeight(to[0], to[1]) + to[2]];
  return Array.from({ length: PARTS }, (_, part): Place => {
    const share = part / PARTS;
    const [longitude, latitude] = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    return [longitude, latitude, low + (high - low) * share - groundHeight(longitude, latitude)];
  });
}
