import type { Instant } from '../../domain/clock.ts';
import type { Words } from '../../domain/words.ts';
import type { Operation, WorkSite } from '../../wire/scenario-document.ts';
import type { CompiledScenario } from '../compiled.ts';
import { ledgerOf } from '../ledger.ts';

/** One bar of the works' chart; `from` and `to` lie on the clock, so a press on a bar is a place in time. */
export interface GanttRow {
  readonly id: string;
  readonly phase: string;
  readonly title: Words;
  /** From 1; null where no crew of the works is at it (whole phases, junction nights). */
  readonly crew: number | null;
  readonly side: 'south' | 'north' | 'both';
  /** Metres of chainage; null for the whole road. */
  readonly stretch: readonly [from: number, to: number] | null;
  /** Lanes closed, and hours a day that they are. */
  readonly lanes: number;
  readonly hours: number;
  readonly from: Instant;
  readonly to: Instant;
}

const WORK_WORDS: Readonly<Record<WorkSite['work'], Words>> = {
  base: { zh: '基础与立杆', en: 'Bases and poles' },
  mount: { zh: '挂载改造', en: 'Mounting' },
  erect: { zh: '夜间立杆穿缆', en: 'Night erection and cables' },
  remove: { zh: '拆旧恢复', en: 'Removal and paving' },
};

/** Rows of an alternative in the order of its phases: each phase, then its sites by crew and day, then junction nights. */
export function ganttOf(compiled: CompiledScenario, alternativeId: string): GanttRow[] {
  const alternative = compiled.alternatives.find((each) => each.id === alternativeId);
  const { holds } = ledgerOf(compiled, alternativeId);
  return (alternative?.phases ?? []).flatMap((phase) => {
    const whole: GanttRow = {
      id: phase.id,
      phase: phase.id,
      title: phase.title,
      crew: null,
      side: 'both',
      stretch: null,
      lanes: 0,
      hours: 0,
      from: phase.from,
      to: phase.to,
    };
    const rows = holds
      .filter(({ from, to }) => from >= phase.from && to <= phase.to)
      .flatMap(({ operation, from, to }, index): GanttRow[] =>
        operation.op === 'close'
          ? [
              {
                id: `${phase.id}.${index + 1}`,
                phase: phase.id,
                title: titleOf(operation),
                crew: operation.site?.crew ?? null,
                side: operation.side,
                stretch: operation.site?.stretch ?? null,
                lanes: operation.lanes,
                hours: operation.hours ?? 24,
                from,
                to,
              },
            ]
          : [],
      )
      .sort((a, b) => (a.crew ?? 0) - (b.crew ?? 0) || a.from - b.from);
    return [whole, ...rows];
  });
}

function titleOf({ junction, site, road }: Extract<Operation, { op: 'close' }>): Words {
  if (junction !== undefined) return { zh: `${junction}切改`, en: `Switch-over at ${junction}` };
  if (!site) return { zh: `${road}占道`, en: `Closure on ${road}` };
  const { zh, en } = WORK_WORDS[site.work];
  const [from, to] = site.stretch;
  return { zh: `${zh} ${station(from)}–${station(to)}`, en: `${en} ${station(from)}–${station(to)}` };
}

/** Chainage as road builders write it: K1+234. */
function station(metres: number): string {
  return `K${Math.floor(metres / 1000)}+${String(Math.round(metres) % 1000).padStart(3, '0')}`;
}
