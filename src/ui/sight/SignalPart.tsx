import { useEffect, useState } from 'react';
import { localFrame, toGeographic } from '../../domain/geo/local-frame.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { gatherEvidence } from '../../scenario/rules/evidence.ts';
import { signalViewSteps, type signalViewsOf } from '../../scenario/rules/signal-views.ts';
import { sightInputs, stoppingSight } from '../../scenario/sight/assumptions.ts';
import { type Say, useDesk, useSay } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { numberText } from '../format.ts';
import { V, wayOf } from './sight-words.ts';

type Views = NonNullable<ReturnType<typeof signalViewsOf>>;
type Seen = Views['approaches'][number];

/** Metres before the stop line at which the driver's seat may be taken. */
const SEATS = [0, 20, 40, 60] as const;

/** What drivers see of the signals of the shown alternative, approach by approach, and the city from their seat. */
export function SignalPart({ plan, alternative }: { readonly plan: CompiledScenario; readonly alternative: string }) {
  const { port } = useDesk();
  const say = useSay();
  const [speed, setSpeed] = useState(50);
  const [chosen, setChosen] = useState(0);
  const inputs = sightInputs(plan.document.assumptions);
  const views = useViews(plan, alternative, speed);
  if (views === 'computing') return <p className="soft">{say(V.computing)}</p>;
  if (views === null) return <p className="empty">{say(V.noLines)}</p>;
  const required = stoppingSight(speed, inputs);
  const seen = views.approaches[chosen] ?? views.approaches[0];
  const short = views.approaches.filter(isShort).length;
  return (
    <>
      <div className="storm-input">
        <NumberField
          label={say(V.speed)}
          value={speed}
          step={5}
          decimals={0}
          write={(value) => setSpeed(Math.min(120, Math.max(10, value)))}
        />
        <label>
          <span className="soft">{say(V.approach)}</span>
          <select value={chosen} onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}>
            {views.approaches.map((each, index) => (
              <option key={each.approach.stopLine.join()} value={index}>
                {nameOfApproach(plan, each, index, say)}
                {isShort(each) ? ' !' : ''}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p>
        {say(V.required, { n: numberText(required, 1) })} ·{' '}
        {say(V.findings, { bad: short, all: views.approaches.length })}
      </p>
      {seen ? (
        <>
          {seen.heads.length === 0 ? <p className="storm-worse">{say(V.noHead)}</p> : null}
          {headsOf(seen).map(({ pole, view, key }) => (
            <section key={key} className="signal-head">
              <button type="button" className="link" onClick={() => port.run('asset.select', pole.id)}>
                {pole.id}
              </button>{' '}
              {verdict(view, say)}
              <Strip view={view} label={say(V.strip)} />
              <ul>
                {view.hidden.map(({ from, to, by, facesAway }) => (
                  <li key={from}>
                    {say(facesAway ? V.facesAway : V.hiddenBy, {
                      from: numberText(from, 1),
                      to: numberText(to, 1),
                      what: by.map((id) => nameOfBody(id, say)).join(' · '),
                    })}
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <fieldset className="drain-kinds">
            <legend className="soft">{say(V.seat)}</legend>
            <div className="segments small">
              {[...new Set([...SEATS, Math.round(required)])]
                .sort((a, b) => a - b)
                .map((metres) => (
                  <button
                    key={metres}
                    type="button"
                    onClick={() => port.run('camera.set', seatAt(seen, metres, inputs.eyeHeight))}
                  >
                    {metres === 0 ? say(V.atLine) : say(V.metresBefore, { n: metres })}
                  </button>
                ))}
            </div>
          </fieldset>
        </>
      ) : null}
      {views.unknown.length > 0 ? (
        <p className="storm-worse">{say(V.unknown, { what: views.unknown.map((each) => say(V[each])).join(' · ') })}</p>
      ) : null}
      <p className="soft">{say(V.norm)}</p>
    </>
  );
}

/** Views come an approach a turn, so that the city can be turned meanwhile. */
function useViews(plan: CompiledScenario, alternative: string, speed: number): Views | null | 'computing' {
  const [done, setDone] = useState<{ readonly of: readonly unknown[]; readonly views: Views | null } | null>(null);
  useEffect(() => {
    const approaches: Seen[] = [];
    let work: ReturnType<typeof signalViewSteps> | undefined;
    let timer = setTimeout(turn, 30);
    function turn() {
      if (work === undefined) {
        const evidence = gatherEvidence(plan, alternative, plan.surroundings);
        work = signalViewSteps(evidence, speed, sightInputs(plan.document.assumptions));
      } else {
        const step = work?.steps[approaches.length];
        if (step) approaches.push(step());
      }
      if (work && approaches.length < work.steps.length) {
        timer = setTimeout(turn, 0);
        return;
      }
      setDone({ of: [plan, alternative, speed], views: work && { approaches, unknown: work.unknown } });
    }
    return () => clearTimeout(timer);
  }, [plan, alternative, speed]);
  const fits = done?.of[0] === plan && done.of[1] === alternative && done.of[2] === speed;
  return fits ? done.views : 'computing';
}

/** Heads with a name of their own each: two may hang on one pole. */
function headsOf({ heads }: Seen) {
  return heads.map((each, nth) => ({ ...each, key: `${each.pole.id} ${nth}` }));
}

/** The best head, the nearest to straight ahead, serves the approach. */
function isShort({ heads }: Seen): boolean {
  const view = heads[0]?.view;
  return !view || view.continuousFrom === null || view.continuousFrom < view.required - 0.01;
}

function verdict(view: Seen['heads'][number]['view'], say: Say): string {
  const { continuousFrom, required } = view;
  if (continuousFrom === null) return say(V.hiddenAtLine);
  if (continuousFrom >= required - 0.01) return say(V.seen);
  return say(V.seenFrom, { n: numberText(continuousFrom, 1), short: numberText(required - continuousFrom, 1) });
}

/** The approach as it is driven: far on the left, the stop line on the right. */
function Strip({ view, label }: { readonly view: Seen['heads'][number]['view']; readonly label: string }) {
  const { required, visible, hidden } = view;
  const x = (metres: number) => 100 - (100 * metres) / required;
  return (
    <svg className="sight-strip" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={label}>
      {visible.map(({ from, to }) => (
        <rect key={from} data-sight="seen" x={x(to)} y="0" width={x(from) - x(to)} height="6" />
      ))}
      {hidden.map(({ from, to }) => (
        <rect key={from} data-sight="hidden" x={x(to)} y="0" width={x(from) - x(to)} height="6" />
      ))}
    </svg>
  );
}

/** Nearer than this a junction of the project names an approach, degrees: about 80 m. */
const NEAR = 0.0009;

function nameOfApproach({ document }: CompiledScenario, { approach }: Seen, index: number, say: Say): string {
  const [longitude, latitude] = approach.stopLine;
  const junction = document.project.junctions?.find(
    ({ position }) => Math.hypot(position[0] - longitude, position[1] - latitude) < NEAR,
  );
  const way = say(wayOf(approach.bearing));
  return junction ? say(V.approachAt, { junction: junction.name, way }) : say(V.approachOf, { n: index + 1, way });
}

/** `tree#3` and `building#3` by their number, poles by their id. */
function nameOfBody(id: string, say: Say): string {
  const [, kind, n = ''] = /^(tree|building)#(\d+)$/.exec(id) ?? [];
  return kind === undefined ? id : say(kind === 'tree' ? V.tree : V.building, { n });
}

/** The camera in a driver's seat so many metres before the stop line, looking ahead. */
function seatAt({ approach }: Seen, metres: number, eyeHeight: number) {
  const [longitude, latitude] = approach.stopLine;
  const angle = (approach.bearing * Math.PI) / 180;
  const frame = localFrame(longitude, latitude);
  const [x, y] = toGeographic(frame, -metres * Math.sin(angle), -metres * Math.cos(angle));
  return [x, y, eyeHeight, approach.bearing, 3, 0];
}
