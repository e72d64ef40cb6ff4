import { useEffect, useReducer } from 'react';
import type { Place } from '../../domain/geo/measure.ts';
import type { ScenePort } from '../../state/scene-port.ts';
import { usePort } from '../desk-context.ts';
import { type ScreenLine, screenLines } from './screen-lines.ts';

/** Renders again after each frame of the scene: what is drawn over it stays where it belongs. */
export function useFrame(): void {
  const port = usePort();
  const [, drawn] = useReducer((count: number) => count + 1, 0);
  useEffect(() => port.onFrame(drawn), [port]);
}

/** Straight lines between places as an SVG path; it ends and begins anew where it passes behind the camera. */
export function screenPath(port: ScenePort, places: readonly Place[]): string {
  return pathOf(screenLines(port, places));
}

export function pathOf(lines: readonly ScreenLine[]): string {
  return lines.map((line) => `M${line.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`).join('');
}
