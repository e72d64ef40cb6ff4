import { useEffect, useMemo, useState } from 'react';
import type { Instant } from '../../domain/clock.ts';
import { solarPosition } from '../../domain/geo/solar.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { sunlightInputs } from '../../scenario/sunlight/assumptions.ts';
import { facadeHit } from '../../scenario/sunlight/facade-hit.ts';
import { type ShadingBuilding, type Sunlight, sunlightAt } from '../../scenario/sunlight/sunlight.ts';
import { type SunlightDay, sunlightDay } from '../../scenario/sunlight/sunlight-day.ts';
import { type Say, useDesk, useSample, useSay } from '../desk-context.ts';
import { clockText, dateText, numberText } from '../format.ts';
import { Figure } from '../monitor/Figure.tsx';
import { V, wayOf } from './sight-words.ts';

const TERMS = ['majorCold', 'winterSolstice'] as const;
/** Farther buildings cast no shadow that matters at the sun's height then, m. */
const SLACK = 5;

/** Sunlight hours of the façade that a person clicks, with what shades it when. */
export function SunPart({ plan }: { readonly plan: CompiledScenario }) {
  const { port } = useDesk();
  const say = useSay();
  const [term, setTerm] = useState<(typeof TERMS)[number]>('majorCold');
  const [point, setPoint] = useState<ReturnType<typeof facadeHit>>(null);
  const { utcOffset, centre } = port.catalog.city;
  const buildings = useMemo(
    () =>
      (plan.surroundings?.buildings ?? []).map(
        ({ ring, height }, index): ShadingBuilding => ({ id: `building#${index + 1}`, ring, height }),
      ),
    [plan.surroundings],
  );
  useEffect(() => {
    let down: readonly [number, number] | null = null;
    const onScene = (event: PointerEvent) =>
      event.target instanceof HTMLCanvasElement && event.target.closest('.scene-area');
    const press = (event: PointerEvent) => {
      down = onScene(event) ? [event.clientX, event.clientY] : null;
    };
    const release = (event: PointerEvent) => {
      const canvas = event.target;
      if (!down || !(canvas instanceof HTMLCanvasElement)) return;
      if (Math.hypot(event.clientX - down[0], event.clientY - down[1]) > SLACK) return;
      const frame = canvas.getBoundingClientRect();
      const ray = port.rayAt(event.clientX - frame.left, event.clientY - frame.top);
      const hit = ray && facadeHit(ray, buildings);
      if (hit) setPoint(hit);
    };
    addEventListener('pointerdown', press);
    addEventListener('pointerup', release);
    return () => {
      removeEventListener('pointerdown', press);
      removeEventListener('pointerup', release);
    };
  }, [port, buildings]);
  const at = useSample((each) => Math.floor(each.at() / 60_000) * 60_000);
  const year = Number(dateText(at, utcOffset).slice(0, 4));
  const inputs = useMemo(() => sunlightInputs(plan.document.assumptions), [plan]);
  const site = useMemo(
    () => ({ longitude: centre[0], latitude: centre[1], utcOffsetMinutes: utcOffset }),
    [centre, utcOffset],
  );
  const now = solarPosition(at, centre[0], centre[1]);
  const day = useMemo(() => sunlightDay(term, year, site, inputs), [term, year, site, inputs]);
  const sunlight = useMemo(
    () => point && sunlightAt(point, buildings, day, site, inputs),
    [point, buildings, day, site, inputs],
  );
  return (
    <>
      <p className="soft">
        {say(V.sunNow, { altitude: numberText(now.altitude, 1), azimuth: numberText(now.azimuth, 1) })}
      </p>
      <fieldset className="segments small">
        <legend className="visually-hidden">{say(V.term)}</legend>
        {TERMS.map((each) => (
          <button key={each} type="button" aria-pressed={each === term} onClick={() => setTerm(each)}>
            {say(V[each])}
          </button>
        ))}
      </fieldset>
      {point && sunlight ? (
        <>
          <h3>
            {say(V.facade, {
              building: bodyName(point.building, say),
              way: say(wayOf(point.facing ?? 0)),
              h: numberText(point.height, 1),
            })}
          </h3>
          <dl className="figure-strip">
            <Figure
              title={say(V.hours)}
              value={say(V.hour, { n: numberText(sunlight.hours, 2) })}
              note={dateText(day.begin, utcOffset)}
            />
            <Figure title={say(V.longest)} value={say(V.hour, { n: numberText(sunlight.longestHours, 2) })} note="" />
            <Figure
              title={say(V.window)}
              value={`${clockText(day.from, utcOffset)}–${clockText(day.to, utcOffset)}`}
              note={say(V[term])}
            />
          </dl>
          <SunBar day={day} sunlight={sunlight} utcOffset={utcOffset} say={say} />
          <ul className="sun-stretches">
            {stretches(sunlight, utcOffset, say).map(({ from, to, words, lit }) => {
              const sun = solarPosition((from + to) / 2, centre[0], centre[1]);
              return (
                <li key={from} data-lit={lit}>
                  {words}{' '}
                  <span className="soft">
                    {say(V.sunThen, { altitude: numberText(sun.altitude, 0), azimuth: numberText(sun.azimuth, 0) })}
                  </span>{' '}
                  <button type="button" className="quiet" onClick={() => port.run('time.set', (from + to) / 2)}>
                    {say(V.goTo)}
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      ) : (
        <p className="empty">{say(V.clickFacade)}</p>
      )}
      <p className="soft">{say(V.sunNorm)}</p>
    </>
  );
}

interface Told {
  readonly from: Instant;
  readonly to: Instant;
  readonly words: string;
  readonly lit: boolean;
}

/** Lit and shaded stretches in the order of the day, each with what keeps the sun off. */
function stretches({ lit, shaded }: Sunlight, utcOffset: number, say: Say): Told[] {
  const span = ({ from, to }: { from: Instant; to: Instant }) => ({
    from: clockText(from, utcOffset),
    to: clockText(to, utcOffset),
  });
  return [
    ...lit.map((each) => ({ ...each, words: say(V.lit, span(each)), lit: true })),
    ...shaded.map((each) => ({
      from: each.from,
      to: each.to,
      lit: false,
      words: say(each.belowHorizon ? V.below : each.behindWall ? V.behind : V.shadedBy, {
        ...span(each),
        what: each.by.map((id) => bodyName(id, say)).join(' · '),
      }),
    })),
  ].sort((a, b) => a.from - b.from);
}

/** The effective hours as a bar, lit where the sun comes. */
function SunBar(props: {
  readonly day: SunlightDay;
  readonly sunlight: Sunlight;
  readonly utcOffset: number;
  readonly say: Say;
}) {
  const { day, sunlight, utcOffset, say } = props;
  const x = (at: Instant) => (100 * (at - day.from)) / (day.to - day.from);
  const hours = Array.from({ length: 24 }, (_, hour) => day.begin + hour * 3_600_000).filter(
    (at) => at > day.from && at < day.to,
  );
  const list = sunlight.lit.map(({ from, to }) => `${clockText(from, utcOffset)}–${clockText(to, utcOffset)}`);
  return (
    <div className="sun-bar" role="img" aria-label={say(V.bar, { lit: list.join(' · ') || '0' })}>
      {sunlight.lit.map(({ from, to }) => (
        <i key={from} style={{ left: `${x(from)}%`, width: `${x(to) - x(from)}%` }} />
      ))}
      {hours.map((at) => (
        <span key={at} style={{ left: `${x(at)}%` }}>
          {clockText(at, utcOffset).slice(0, 2)}
        </span>
      ))}
    </div>
  );
}

function bodyName(id: string, say: Say): string {
  return say(V.building, { n: id.replace(/^.*#/, '') });
}
