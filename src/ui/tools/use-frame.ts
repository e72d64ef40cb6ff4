import { useEffect, useReducer } from 'react';
import type { Place } from '../../domain/geo/measure.ts';
import type { ScenePort } from '../../state/scene-port.ts';
import { usePort } from '../desk-context.ts';

/** Renders again after each frame of the scene: what is drawn over it stays where it belongs. */
export function useFrame(): void {
  const port = usePort();
  const [, drawn] = useReducer((count: number) => count + 1, 0);
  useEffect(() => port.onFrame(drawn), [port]);
}

/** Parts of a straight line on its way to the screen: what lies behind the camera falls out part by part. */
const PARTS = 16;

/** Straight lines between places as an SVG path; it ends and begins anew where it passes behind the camera. */
export function screenPath(port: ScenePort, places: readonly Place[]): string {
  const line = places.flatMap((place, index) => {
    const next = places[index + 1];
    return next ? partsOf(place, next, port) : [place];
  });
  let broken = true;
  return port
    .screenOf(line)
    .map((at) => {
      if (!at) {
        broken = true;
        return '';
      }
      const step = broken ? 'M' : 'L';
      broken = false;
      return `${step}${at[0].toFixed(1)} ${at[1].toFixed(1)}`;
    })
    .join('');
}

/** The line's parts but its end; straight in space, so their heights above ground vary with the ground. */
function partsOf(from: Place, to: Place, { groundHeight }: ScenePort): Place[] {
  const [low, high] = [groundHeight(from[0], from[1]) + from[2], groundHeight(to[0], to[1]) + to[2]];
  return Array.from({ length: PARTS }, (_, part): Place => {
    const share = part / PARTS;
    const [longitude, latitude] = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    return [longitude, latitude, low + (high - low) * share - groundHeight(longitude, latitude)];
  });
}
