import type { Instant } from '../domain/clock.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { useDesk, useSample, useSay, useSession } from './desk-context.ts';
import { segment, type TimeAxis, xOf } from './time-axis.ts';

interface Props {
  readonly axis: TimeAxis;
  readonly plan: CompiledScenario;
  readonly at: Instant;
}

/** Right of now: phases of the chosen alternative, those of the compared one below it, and the slices T0–T6. */
export function TimePhases({ axis, plan, at }: Props) {
  const chosen = useSession((session) => session.scenario?.alternative);
  const compared = useSession((session) => session.compare?.alternative);
  return (
    <div className="phases" aria-hidden="true">
      <PhaseRow axis={axis} plan={plan} at={at} alternative={chosen} />
      {compared !== undefined && compared !== 'base' && compared !== chosen ? (
        <PhaseRow axis={axis} plan={plan} at={at} alternative={compared} thin />
      ) : null}
      <SliceMarks axis={axis} plan={plan} at={at} />
    </div>
  );
}

function PhaseRow(props: Props & { readonly alternative: string | undefined; readonly thin?: boolean }) {
  const say = useSay();
  const { em } = useDesk();
  const approvals = useSample((port) => port.signOff()?.approvals(props.alternative ?? 'base') ?? NONE);
  const phases = props.plan.alternatives.find((each) => each.id === props.alternative)?.phases ?? [];
  return (
    <div className="phase-row" data-thin={props.thin ?? false}>
      {phases.map((phase) => {
        const place = segment(props.axis, phase.from, phase.to);
        if (!place) return null;
        const title = say(phase.title);
        const late = approvals.filter((each) => each.phase === phase.id && each.state === 'violation');
        const label = place.width > 4.2 * em ? title : place.width > 1.7 * em ? phase.id : '';
        return (
          <span
            key={phase.id}
            className="phase"
            data-current={props.at >= phase.from && props.at < phase.to}
            data-late={late.length > 0}
            title={[`${phase.id} ${title}`, ...late.map((each) => say(each.reason))].join('\n')}
            style={{ left: place.x, width: place.width }}
          >
            {props.thin ? '' : late.length > 0 ? `! ${label}` : label}
          </span>
        );
      })}
    </div>
  );
}

/** Where two are too near for both names the first has one, or the one that is shown. */
function SliceMarks({ axis, plan, at }: Props) {
  const say = useSay();
  const { em } = useDesk();
  const marks = plan.slices
    .map((slice) => ({ slice, x: xOf(axis, slice.at), current: Math.abs(slice.at - at) < 1 }))
    .filter(({ x }) => x >= 0 && x <= axis.width);
  const shown = marks.find(({ current }) => current)?.x ?? Number.POSITIVE_INFINITY;
  const room = 1.9 * em;
  let last = Number.NEGATIVE_INFINITY;
  return marks.map(({ slice, x, current }) => {
    const labelled = current || (x - last > room && (x > shown || shown - x > room));
    if (labelled) last = x;
    return (
      <span
        key={slice.id}
        className="slice"
        data-current={current}
        data-labelled={labelled}
        title={`${slice.id} ${say(slice.title)}`}
        style={{ left: x }}
      >
        {labelled ? slice.id : ''}
      </span>
    );
  });
}

const NONE: readonly never[] = [];
