import './tools.css';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { measureArea, measurePath, type PathFigures, type Place } from '../../domain/geo/measure.ts';
import type { Measuring } from '../../state/measuring.ts';
import { usePort, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { saveFile } from '../save-file.ts';
import { BothViews } from './BothViews.tsx';
import { measureAt } from './measure-at.ts';
import { measureCsv, measureGeoJson } from './measure-export.ts';
import { ABOVE, measureMarks, metres, signed, squareMetres } from './measure-marks.ts';
import { KIND_WORDS, M } from './measure-words.ts';
import { useCross } from './use-cross.ts';
import { pathOf, useFrame } from './use-frame.ts';

/** Pixels about a point within which Enter counts as on it. */
const KEY_REACH = 6;
const MU = 10_000 / 15;

/** What is measured: lines and figures over the scene, and the card with all of them. */
export default function MeasureTool({ measure }: { readonly measure: Measuring }) {
  const port = usePort();
  const keys = useMemo(
    () => ({
      set: ([x, y]: readonly [number, number]) => void measureAt(port, x, y, KEY_REACH),
      back: () => port.store.getState().measure?.points.length && port.run('measure.back'),
      end: () => port.run('measure.finish'),
    }),
    [port],
  );
  const cross = useCross(measure.open, keys);
  useEffect(() => {
    const area = document.querySelector<HTMLElement>('.scene-area');
    if (area) area.style.cursor = measure.open ? 'crosshair' : '';
    return () => {
      if (area) area.style.cursor = '';
    };
  }, [measure.open]);
  return (
    <>
      <Drawn measure={measure} cross={cross} />
      <Card measure={measure} />
    </>
  );
}

function Drawn({ measure, cross }: { readonly measure: Measuring; readonly cross: readonly [number, number] | null }) {
  const port = usePort();
  const say = useSay();
  useFrame();
  const { closed, lines, points, figures } = measureMarks(measure, port, say);
  const path = pathOf(lines);
  return (
    <svg className="measure-map" role="img" aria-label={say(M.canvas)}>
      <BothViews>
        {closed ? <path className="measure-fill" d={path} /> : null}
        <path className="measure-halo" d={path} />
        <path className="measure-line" d={path} />
        {points.map((at, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points come and go at the end.
          <circle key={index} className="measure-point" cx={at[0]} cy={at[1]} r={4} />
        ))}
        {figures.map(({ key, at, main, more }) => (
          <text key={key} x={at[0]} y={at[1] - ABOVE}>
            <tspan className="measure-main">{main}</tspan>
            {more ? (
              <tspan x={at[0]} dy="1.15em">
                {more}
              </tspan>
            ) : null}
          </text>
        ))}
      </BothViews>
      {cross ? (
        <path className="measure-cross" d={`M${cross[0] - 12} ${cross[1]}h24M${cross[0]} ${cross[1] - 12}v24`} />
      ) : null}
    </svg>
  );
}

function Card({ measure }: { readonly measure: Measuring }) {
  const port = usePort();
  const say = useSay();
  const { kind, points, open } = measure;
  const hint = { distance: M.distanceHint, area: M.areaHint, height: M.heightHint }[kind];
  return (
    <section className="tool-card measure-card" aria-label={say(M.tools)}>
      <header>
        <b>{say(KIND_WORDS[kind])}</b>
        {open ? (
          <span className="soft" title={say(M.keys)}>
            {say(hint)}
          </span>
        ) : null}
        <button
          type="button"
          className="quiet"
          aria-label={say(M.close)}
          title={say(M.close)}
          onClick={() => port.run('measure.set', null)}
        >
          <Icon id="close" />
        </button>
      </header>
      <div role="status" className="figures">
        {kind === 'area' ? (
          <AreaFigures points={points} />
        ) : (
          <PathTable figures={measurePath(points, port.groundHeight)} />
        )}
      </div>
      <footer>
        {open ? (
          <>
            <button type="button" disabled={points.length === 0} onClick={() => port.run('measure.back')}>
              {say(M.back)}
            </button>
            <button type="button" onClick={() => port.run('measure.finish')}>
              {say(M.finish)} <kbd>Esc</kbd>
            </button>
          </>
        ) : null}
        <Copies measure={measure} />
      </footer>
    </section>
  );
}

function AreaFigures({ points }: { readonly points: readonly Place[] }) {
  const port = usePort();
  const say = useSay();
  const { plan, surface, perimeter } = useMemo(() => measureArea(points, port.groundHeight), [points, port]);
  if (points.length < 3) return null;
  const figure = (term: ReactNode, value: string, more?: string) => (
    <>
      <dt>{term}</dt>
      <dd>
        <b>{value}</b> {more ? <span className="soft">{more}</span> : null}
      </dd>
    </>
  );
  const large = `${say(M.hectares, { n: numberText(plan / 10_000, 4) })} · ${say(M.mu, { n: numberText(plan / MU, 3) })}`;
  return (
    <dl title={say(M.accuracy)}>
      {figure(say(M.plan), squareMetres(plan), large)}
      {figure(say(M.perimeter), metres(perimeter))}
      {figure(say(M.surface), squareMetres(surface))}
    </dl>
  );
}

function PathTable({ figures: { legs, total } }: { readonly figures: PathFigures }) {
  const say = useSay();
  if (legs.length === 0) return null;
  const cells = ({ horizontal, slope, rise }: PathFigures['total']) => (
    <>
      <td>{metres(horizontal)}</td>
      <td>{metres(slope)}</td>
      <td>{signed(rise)}</td>
    </>
  );
  return (
    <table title={say(M.accuracy)}>
      <thead>
        <tr>
          <th />
          <th scope="col">{say(M.horizontal)}</th>
          <th scope="col">{say(M.slope)}</th>
          <th scope="col">{say(M.rise)}</th>
        </tr>
      </thead>
      <tbody>
        {legs.length > 1
          ? legs.map((leg, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: legs come and go at the end.
              <tr key={index}>
                <th scope="row">{say(M.leg, { n: index + 1 })}</th>
                {cells(leg)}
              </tr>
            ))
          : null}
        <tr className="total">
          <th scope="row">{say(M.total)}</th>
          {cells(total)}
        </tr>
      </tbody>
    </table>
  );
}

function Copies({ measure }: { readonly measure: Measuring }) {
  const port = usePort();
  const say = useSay();
  const [told, setTold] = useState('');
  const empty = measure.points.length < (measure.kind === 'area' ? 3 : 2);
  async function copy(textOf: (marking: string) => string, name: string, type: string) {
    const { fileMarking } = await import('../export/file-marking.ts');
    const text = textOf(await fileMarking(port));
    try {
      await navigator.clipboard.writeText(text);
      setTold(say(M.copied));
    } catch {
      saveFile(name, new Blob([text], { type }));
      setTold(say(M.saved));
    }
  }
  const ground = port.groundHeight;
  return (
    <>
      <button
        type="button"
        disabled={empty}
        onClick={() => void copy((marking) => measureCsv(measure, ground, say, marking), 'measure.csv', 'text/csv')}
      >
        {say(M.copyCsv)}
      </button>
      <button
        type="button"
        disabled={empty}
        onClick={() =>
          void copy((marking) => measureGeoJson(measure, ground, marking), 'measure.geojson', 'application/geo+json')
        }
      >
        {say(M.copyGeoJson)}
      </button>
      <span role="status" className="soft">
        {told}
      </span>
    </>
  );
}
