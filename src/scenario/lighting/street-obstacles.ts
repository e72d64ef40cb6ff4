import { type LocalFrame, toGeographic } from '../../domain/geo/local-frame.ts';
import type { RoadAxis } from '../road-axis.ts';
import type { Surroundings } from '../rules/surroundings.ts';
import type { Obstacle } from './obstacles.ts';
import type { PlacedLuminaire } from './placed-luminaire.ts';

/**
 * Crowns and houses around a road as the light meets them. A crown is as deep as it is wide, under the top of its tree, as
 * the rules on sight take it.
 *
 * @param transmittance share of the light that passes a crown, 0–1
 */
export function streetObstacles({ trees = [], buildings = [] }: Surroundings, transmittance: number): Obstacle[] {
  return [
    ...trees.map(
      ({ position, height, crown }): Obstacle => ({
        kind: 'crown',
        position,
        radius: crown / 2,
        bottom: Math.max(0, height - crown),
        top: height,
        transmittance,
      }),
    ),
    ...buildings.map(({ ring, height }): Obstacle => ({ kind: 'prism', ring, bottom: 0, top: height })),
  ];
}

/** The plane of the luminaires, and how far from the axis the carriageway reaches, metres. */
interface Strip {
  readonly axis: RoadAxis;
  readonly frame: LocalFrame;
  readonly outer: number;
}

/** Light counts to so many mounting heights (CIE 140 §6). */
const REACH = 12;

/**
 * The luminaires, those marked clear between which and the carriageway no obstacle can come: each ray stays as near to the
 * axis as its lamp is, and most street trees stand behind the lamps.
 */
export function withClear<Luminaire extends PlacedLuminaire>(
  luminaires: readonly Luminaire[],
  obstacles: readonly Obstacle[],
  { axis, frame, outer }: Strip,
): Luminaire[] {
  const bodies = obstacles.map((obstacle) => extentOf(obstacle, axis));
  return luminaires.map((luminaire) => {
    const { chainage, offset } = axis.stationOf(...toGeographic(frame, luminaire.x, luminaire.y));
    const strip = Math.max(outer, Math.abs(offset));
    const along = REACH * luminaire.height;
    const shaded = bodies.some(
      ({ from, to, aside }) => aside < strip && from < chainage + along && to > chainage - along,
    );
    return shaded ? luminaire : { ...luminaire, clear: true };
  });
}

/** Chainages that an obstacle lies between, and how near it comes to the axis, metres. */
function extentOf(obstacle: Obstacle, axis: RoadAxis): { from: number; to: number; aside: number } {
  if (obstacle.kind === 'crown') {
    const { chainage, offset } = axis.stationOf(...obstacle.position);
    const { radius } = obstacle;
    return { from: chainage - radius, to: chainage + radius, aside: Math.abs(offset) - radius };
  }
  const stations = obstacle.ring.map((corner) => axis.stationOf(...corner));
  const chainages = stations.map(({ chainage }) => chainage);
  const offsets = stations.map(({ offset }) => offset);
  const spans = Math.min(...offsets) < 0 && Math.max(...offsets) > 0;
  return {
    from: Math.min(...chainages),
    to: Math.max(...chainages),
    aside: spans ? 0 : Math.min(...offsets.map(Math.abs)),
  };
}
