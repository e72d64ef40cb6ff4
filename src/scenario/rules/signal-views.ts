import type { ObjectRef } from '../compiled.ts';
import { type SightInputs, stoppingSight } from '../sight/assumptions.ts';
import { type SignalView, signalView, straightLane } from '../sight/signal-view.ts';
import type { Evidence } from './evidence.ts';
import { facing, signalsOf } from './facing-signals.ts';
import { mountPoint, obstaclesOf } from './obstacles.ts';
import type { Approach } from './surroundings.ts';

/** An approach, and what its drivers see of each signal head that faces it; the head nearest to straight ahead comes first. */
interface ApproachViews {
  readonly approach: Approach;
  /** Empty where no head faces the approach. */
  readonly heads: readonly { readonly pole: ObjectRef; readonly view: SignalView }[];
}

/** The views of an alternative, and what stood in the way of none for want of data. */
interface SignalViews {
  readonly approaches: readonly ApproachViews[];
  readonly unknown: readonly ('trees' | 'buildings')[];
}

/**
 * What drivers see of the signals of an alternative when all is done, along a straight lane before each stop line of its
 * surroundings; null where stop lines are not known. A pole hides nothing of what hangs on it.
 *
 * @param speed of every approach, km/h
 */
export function signalViewsOf(evidence: Evidence, speed: number, inputs: SightInputs): SignalViews | null {
  const steps = signalViewSteps(evidence, speed, inputs);
  return steps && { approaches: steps.steps.map((step) => step()), unknown: steps.unknown };
}

/** The same, an approach a step, for a screen that must not stand still meanwhile. */
export function signalViewSteps(
  evidence: Evidence,
  speed: number,
  inputs: SightInputs,
): { readonly steps: readonly (() => ApproachViews)[]; readonly unknown: SignalViews['unknown'] } | null {
  const { surroundings, place } = evidence;
  if (!surroundings.approaches) return null;
  const known = (['poles', 'trees', 'buildings'] as const).map((what) => ({
    what,
    bodies: obstaclesOf(evidence, what),
  }));
  const bodies = known.flatMap((each) => each.bodies ?? []);
  const length = stoppingSight(speed, inputs);
  const signals = signalsOf(evidence);
  const steps = surroundings.approaches.map((approach) => (): ApproachViews => {
    const lane = straightLane(place(...approach.stopLine), approach.bearing, length);
    const heads = facing(evidence, approach, signals).sort((a, b) => a.angle - b.angle);
    return {
      approach,
      heads: heads.map(({ pole, mount }) => ({
        pole: pole.ref,
        view: signalView(
          { lane, head: mountPoint(pole, mount), azimuth: mount.azimuth, speed },
          bodies.filter((each) => each.pole !== pole),
          inputs,
        ),
      })),
    };
  });
  const unknown = known.flatMap(({ what, bodies: found }) => (what !== 'poles' && found === null ? [what] : []));
  return { steps, unknown };
}
