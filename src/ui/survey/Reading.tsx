import { useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { Choices, Trial } from '../../state/survey-port.ts';
import { useSay } from '../desk-context.ts';
import { S } from './survey-words.ts';

const SYSTEMS = ['EPSG:4490', 'EPSG:4548', 'EPSG:4527', 'EPSG:4549', 'EPSG:4528', 'GCJ-02', 'BD-09'] as const;
const FRAME = 'frame';
type Frame = Readonly<Record<'east' | 'north' | 'rotation' | 'scale', number>>;
const PARTS: Readonly<Record<keyof Frame, Words>> = {
  east: S.shiftEast,
  north: S.shiftNorth,
  rotation: S.rotation,
  scale: S.scale,
};

/** How coordinates are read: what was found, another system, a city's own frame by four parameters, the order of the axes. */
export function Reading(props: {
  readonly trial: Trial;
  readonly choices: Choices;
  readonly set: (choices: Choices) => void;
}) {
  const { trial, choices, set } = props;
  const say = useSay();
  const { crs, axes, ...rest } = choices;
  const plane = typeof crs === 'object' && crs.kind === 'plane' ? crs : null;
  const [frame, setFrame] = useState<Frame>(plane?.frame ?? { east: 0, north: 0, rotation: 0, scale: 0 });
  const [target, setTarget] = useState(plane?.target ?? 'EPSG:4548');
  const withAxes = axes === undefined ? {} : { axes };
  const choose = (next: Choices['crs'] | undefined) =>
    set({ ...rest, ...withAxes, ...(next === undefined ? {} : { crs: next }) });
  const move = (next: Frame, to: string) => {
    setFrame(next);
    setTarget(to);
    choose({ kind: 'plane', frame: next, target: to });
  };
  const found = trial.sheets.flatMap(({ placement }) => placement ?? []);
  return (
    <details className="survey-reading" open={found.length === 0 || plane !== null}>
      <summary>{say(S.coordinates)}</summary>
      {found.map(({ crs: name, share, swapped }) => (
        <p key={name} className="soft">
          {say(S.readAs, { crs: name, share: Math.round(100 * share) })}
          {swapped ? ` · ${say(S.swapped)}` : ''}
        </p>
      ))}
      <div className="form wide">
        <label className="field">
          <span>{say(S.system)}</span>
          <select
            value={plane ? FRAME : typeof crs === 'string' ? crs : ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              choose(value === '' ? undefined : value === FRAME ? { kind: 'plane', frame, target } : value);
            }}
          >
            <option value="">{say(S.automatic)}</option>
            {SYSTEMS.map((each) => (
              <option key={each}>{each}</option>
            ))}
            <option value={FRAME}>{say(S.cityFrame)}</option>
          </select>
        </label>
        <label className="field">
          <span>{say(S.axes)}</span>
          <select
            value={axes ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              set({
                ...rest,
                ...(crs === undefined ? {} : { crs }),
                ...(value === '' ? {} : { axes: value as NonNullable<Choices['axes']> }),
              });
            }}
          >
            <option value="">{say(S.automatic)}</option>
            <option value="east-north">{say(S.eastFirst)}</option>
            <option value="north-east">{say(S.northFirst)}</option>
          </select>
        </label>
        {plane ? (
          <>
            <label className="field">
              <span>{say(S.target)}</span>
              <select value={target} onChange={(event) => move(frame, event.currentTarget.value)}>
                {SYSTEMS.filter((each) => each.startsWith('EPSG:45')).map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            </label>
            {(Object.keys(PARTS) as (keyof Frame)[]).map((part) => (
              <label key={part} className="field">
                <span>{say(PARTS[part])}</span>
                <input
                  type="number"
                  step="any"
                  value={frame[part]}
                  onChange={(event) => {
                    const value = event.currentTarget.valueAsNumber;
                    if (Number.isFinite(value)) move({ ...frame, [part]: value }, target);
                  }}
                />
              </label>
            ))}
          </>
        ) : null}
      </div>
    </details>
  );
}
