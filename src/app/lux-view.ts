import type { Instant } from '../domain/clock.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { LuxSheets, LuxWish } from '../scenario/lighting/lux-sheets.ts';
import type { SceneLux } from '../scene/scene-spec.ts';
import type { Session } from '../state/session.ts';

/** What is seen, of which the light is wanted. */
interface LuxMoment {
  readonly session: Session;
  /** The open plan with the assumptions that the person holds. */
  readonly scenario: CompiledScenario | null;
  readonly at: Instant;
  /** Where the compared side stands. */
  readonly comparedAt: Instant;
}

/** The light of the plan's road as the scene drapes it. */
export interface LuxView {
  /** For this moment; the same object while nothing about it changed, null while no light is to be seen. */
  of(moment: LuxMoment): SceneLux | null;
  /** Whether a sheet is being computed; the last one stays until it comes. */
  readonly pending: boolean;
  close(): void;
}

/** @param ready a sheet came: draw again */
export function createLuxView(ready: () => void, failed: (error: Error) => void): LuxView {
  let sheets: LuxSheets | undefined;
  let loading = false;
  let shown: SceneLux | null = null;

  function load(): void {
    if (loading) return;
    loading = true;
    import('../scenario/lighting/lux-sheets.ts').then(
      ({ createLuxSheets }) => {
        sheets = createLuxSheets(ready, (because) => failed(new Error(because)));
        ready();
      },
      (error: Error) => {
        loading = false;
        failed(error);
      },
    );
  }

  return {
    of({ session, scenario, at, comparedAt }) {
      const { light } = session;
      if (light === 'off' || !scenario) {
        if (shown) sheets?.of([]);
        shown = null;
        return null;
      }
      if (!sheets) {
        load();
        return null;
      }
      const wish = (alternative: string, time: Instant): LuxWish => ({ compiled: scenario, alternative, at: time });
      const right = session.scenario?.alternative ?? 'base';
      const left = session.compare?.alternative;
      const [newRight, newLeft = null] = sheets.of([
        wish(right, at),
        ...(left === undefined ? [] : [wish(left, comparedAt)]),
      ]);
      const next: SceneLux = {
        heat: light !== 'isolines',
        isolines: light !== 'heat',
        // A scrub passes many states; the map keeps the last one that is known instead of flickering.
        right: newRight ?? shown?.right ?? null,
        left: left === undefined ? null : (newLeft ?? shown?.left ?? null),
      };
      if (!shown || Object.entries(next).some(([key, value]) => shown?.[key as keyof SceneLux] !== value)) shown = next;
      return shown;
    },
    get pending() {
      return shown !== null && (sheets?.pending ?? true);
    },
    close: () => sheets?.close(),
  };
}
