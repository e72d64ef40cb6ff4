import type { Instant } from '../domain/clock.ts';
import type { Mute } from '../domain/mute.ts';
import { type AtWork, worksNow, worksOf } from '../scenario/works-now.ts';
import type { City } from './city.ts';
import type { ScenarioStore } from './scenarios/scenario-store.ts';

/** 检修挂起 by itself: what a plan in force works on now is muted, with the plan as author and the phase as reason. */
export interface PlanMutes {
  at(now: Instant): readonly Mute[];
  /** Reads the finalised versions anew. */
  refresh(): Promise<void>;
}

/**
 * A plan is in force once its newest 定稿 version names a start date; the signed alternative is what is built. Drafts, what-ifs and
 * versions without a date mute nothing.
 */
export async function openPlanMutes(scenarios: Pick<ScenarioStore, 'finalised'>, city: City): Promise<PlanMutes> {
  let plans: readonly {
    readonly by: string;
    readonly plan: NonNullable<Mute['plan']>;
    readonly works: readonly AtWork[];
  }[] = [];
  const read: PlanMutes = {
    at: (now) =>
      plans.flatMap(({ by, plan, works }) =>
        worksNow(works, now).flatMap(({ asset, phase, from, until }) =>
          city.find(asset) ? [{ asset, until, reason: phase.zh, by, at: from, plan }] : [],
        ),
      ),
    async refresh() {
      plans = (await scenarios.finalised()).flatMap(({ id, version: { head, document, record } }) => {
        if (!record) return [];
        const works = worksOf(document, record.progress.chosen, city.catalog.city.utcOffset);
        return [{ by: `${document.title.zh}·${head.name}`, plan: { scenario: id, version: head.n }, works }];
      });
    },
  };
  await read.refresh();
  return read;
}
