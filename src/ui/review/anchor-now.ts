import type { ReviewAnchor } from '../../domain/review/review.ts';
import type { TwinPort } from '../../state/port.ts';
import type { Pinning } from '../../state/session.ts';

/** Eight decimals of a degree are about a millimetre. */
const round = (value: number, decimals: number) => Number(value.toFixed(decimals));

/** Everything on screen that a comment is about: time, plan with version and alternative, comparison and view. */
export function anchorNow(port: TwinPort, { place, object }: NonNullable<Pinning['at']>): ReviewAnchor {
  const session = port.store.getState();
  const { scenario, compare } = session;
  const signOff = scenario ? port.signOff() : null;
  const view = port.view() ?? session.view ?? [place[0], place[1], 200, 0, -60, 0];
  return {
    place: [round(place[0], 8), round(place[1], 8), round(place[2], 1)],
    object,
    moment: session.playhead,
    plan: scenario && {
      ...scenario,
      version: signOff?.same?.head.n ?? null,
      edition: signOff?.hash ?? null,
    },
    compare:
      scenario && compare
        ? {
            alternative: compare.alternative,
            moment: session.compareAt,
            view: session.compareView,
            split: session.split,
          }
        : null,
    view: [
      round(view[0], 7),
      round(view[1], 7),
      round(view[2], 2),
      round(view[3], 2),
      round(view[4], 2),
      round(view[5], 2),
    ],
  };
}
