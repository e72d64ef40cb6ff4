import { useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { Choices, Trial } from '../../state/survey-port.ts';
import { useSay } from '../desk-context.ts';
import { S } from './survey-words.ts';

const SYSTEMS = ['EPSG:4490', 'EPSG:4548', 'EPSG:4527', 'EPSG:4549', 'EPSG:4528', 'GCJ-02', 'BD-09'] as const;
type Own = Extract<NonNullable<Choices['crs']>, object>;
type Plane = Extract<Own, { kind: 'plane' }>;
type Spatial = Extract<Own, { kind: 'spatial' }>;

const PLANE: Plane = { kind: 'plane', frame: { east: 0, north: 0, rotation: 0, scale: 0 }, target: 'EPSG:4548' };
const SPATIAL: Spatial = {
  kind: 'spatial',
  frame: { dx: 0, dy: 0, dz: 0, rx: 0, ry: 0, rz: 0, scale: 0 },
  ellipsoid: 'krassowsky',
  centralMeridian: 117,
  falseEasting: 500_000,
};
const PLANE_WORDS: Readonly<Record<keyof Plane['frame'], Words>> = {
  east: S.shiftEast,
  north: S.shiftNorth,
  rotation: S.rotation,
  scale: S.scale,
};
const SPATIAL_WORDS: Readonly<Record<keyof Spatial['frame'], Words>> = {
  dx: S.shiftX,
  dy: S.shiftY,
  dz: S.shiftZ,
  rx: S.rotationX,
  ry: S.rotationY,
  rz: S.rotationZ,
  scale: S.scale,
};
const ELLIPSOID_WORDS: Readonly<Record<Spatial['ellipsoid'], Words>> = {
  krassowsky: S.krassowsky,
  iag75: S.iag75,
  cgcs2000: S.cgcs2000,
};

/** How coordinates are read: what was found, another system, a city's own frame by four or seven parameters, the order of the axes. */
export function Reading(props: {
  readonly trial: Trial;
  readonly choices: Choices;
  readonly set: (choices: Choices) => void;
}) {
  const { trial, choices, set } = props;
  const say = useSay();
  const { crs, axes, ...rest } = choices;
  const own = typeof crs === 'object' ? crs : null;
  // Parameters once written are there again when the kind of system is chosen back.
  const [plane, setPlane] = useState<Plane>(own?.kind === 'plane' ? own : PLANE);
  const [spatial, setSpatial] = useState<Spatial>(own?.kind === 'spatial' ? own : SPATIAL);
  const withAxes = axes === undefined ? {} : { axes };
  const choose = (next: Choices['crs'] | undefined) =>
    set({ ...rest, ...withAxes, ...(next === undefined ? {} : { crs: next }) });
  const movePlane = (part: Partial<Plane>) => {
    const next = { ...plane, ...part };
    setPlane(next);
    choose(next);
  };
  const moveSpatial = (part: Partial<Spatial>) => {
    const next = { ...spatial, ...part };
    setSpatial(next);
    choose(next);
  };
  const found = trial.sheets.flatMap(({ placement }) => placement ?? []);
  return (
    <details className="survey-reading" open={found.length === 0 || own !== null}>
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
            value={own?.kind ?? (typeof crs === 'string' ? crs : '')}
            onChange={(event) => {
              const { value } = event.currentTarget;
              choose(value === '' ? undefined : value === 'plane' ? plane : value === 'spatial' ? spatial : value);
            }}
          >
            <option value="">{say(S.automatic)}</option>
            {SYSTEMS.map((each) => (
              <option key={each}>{each}</option>
            ))}
            <option value="plane">{say(S.cityFrame)}</option>
            <option value="spatial">{say(S.otherDatum)}</option>
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
        {own?.kind === 'plane' ? (
          <>
            <label className="field">
              <span>{say(S.target)}</span>
              <select value={plane.target} onChange={(event) => movePlane({ target: event.currentTarget.value })}>
                {SYSTEMS.filter((each) => each.startsWith('EPSG:45')).map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            </label>
            <Parameters words={PLANE_WORDS} values={plane.frame} change={(frame) => movePlane({ frame })} />
          </>
        ) : null}
        {own?.kind === 'spatial' ? (
          <>
            <label className="field">
              <span>{say(S.ellipsoid)}</span>
              <select
                value={spatial.ellipsoid}
                onChange={(event) => moveSpatial({ ellipsoid: event.currentTarget.value as Spatial['ellipsoid'] })}
              >
                {(Object.keys(ELLIPSOID_WORDS) as Spatial['ellipsoid'][]).map((each) => (
                  <option key={each} value={each}>
                    {say(ELLIPSOID_WORDS[each])}
                  </option>
                ))}
              </select>
            </label>
            <Parameters
              words={{ centralMeridian: S.centralMeridian, falseEasting: S.falseEasting }}
              values={{ centralMeridian: spatial.centralMeridian, falseEasting: spatial.falseEasting }}
              change={moveSpatial}
            />
            <Parameters words={SPATIAL_WORDS} values={spatial.frame} change={(frame) => moveSpatial({ frame })} />
            <p className="soft">{say(S.convention)}</p>
          </>
        ) : null}
      </div>
    </details>
  );
}

/** A number field for each of `values`. */
function Parameters<Key extends string>(props: {
  readonly words: Readonly<Record<Key, Words>>;
  readonly values: Readonly<Record<Key, number>>;
  readonly change: (values: Record<Key, number>) => void;
}) {
  const { words, values, change } = props;
  const say = useSay();
  return (Object.keys(words) as Key[]).map((key) => (
    <label key={key} className="field">
      <span>{say(words[key])}</span>
      <input
        type="number"
        step="any"
        value={values[key]}
        onChange={(event) => {
          const value = event.currentTarget.valueAsNumber;
          if (Number.isFinite(value)) change({ ...values, [key]: value });
        }}
      />
    </label>
  ));
}
