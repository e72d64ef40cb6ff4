import { useState } from 'react';
import type { ObjectRef } from '../../scenario/compiled.ts';
import { type Finding, VERDICT_WORDS } from '../../scenario/findings.ts';
import type { TwinPort } from '../../state/port.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { numberText, unitText } from '../format.ts';
import { FINDING_WORDS as F } from './findings-words.ts';
import { LimitFields } from './LimitFields.tsx';

/** Objects named in a row; the others are outlined with them. */
const NAMED = 12;

/** One finding: its verdict and value; unfolded, its limit, what was measured, what is missing, and its objects. */
export function FindingRow({ finding }: { readonly finding: Finding }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { verdict, title, rule } = finding;
  return (
    <details className="finding" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="tag" data-verdict={verdict}>
          {say(VERDICT_WORDS[verdict])}
        </span>
        <span>
          {say(title)} <span className="soft">{rule}</span>
        </span>
        <Value finding={finding} />
      </summary>
      {open ? <Unfolded finding={finding} /> : null}
    </details>
  );
}

function Value({ finding }: { readonly finding: Finding }) {
  const say = useSay();
  const { value, unit } = finding;
  return (
    <span className="number">
      {value === null ? '—' : short(value)}{' '}
      <span className="soft">{value === null ? '' : unitText({ unit }, say)}</span>
    </span>
  );
}

function Unfolded({ finding }: { readonly finding: Finding }) {
  const say = useSay();
  const { objects, inherited = [], missing, unit, value, verdict } = finding;
  return (
    <>
      <p>{say(finding.words)}</p>
      <dl>
        {value === null ? null : (
          <>
            <dt>{say(F.measured)}</dt>
            <dd>
              <b>{short(value)}</b> {unitText({ unit }, say)}
            </dd>
          </>
        )}
        {missing ? (
          <>
            <dt>{say(F.missing)}</dt>
            <dd>{say(missing)}</dd>
          </>
        ) : null}
        <LimitFields finding={finding} />
        <dt>{say(F.source)}</dt>
        <dd>
          {finding.source} [{finding.confidence}]
        </dd>
      </dl>
      {objects.length > 0 ? (
        <Objects
          objects={objects}
          inherited={inherited}
          label={say(verdict === 'undecided' ? F.objectsMissing : F.objects)}
        />
      ) : null}
    </>
  );
}

function Objects(props: {
  readonly objects: readonly ObjectRef[];
  readonly inherited: readonly ObjectRef[];
  readonly label: string;
}) {
  const { port } = useDesk();
  const say = useSay();
  const { objects, inherited, label } = props;
  const today = new Set(inherited.map(({ id }) => id));
  const first = objects[0];
  return (
    <div className="finding-objects">
      <p className="row">
        <span>{label}</span>
        <button type="button" className="figure" onClick={() => flyTo(port, objects, first)}>
          {say(F.showAll, { n: numberText(objects.length) })}
        </button>
      </p>
      <ul>
        {objects.slice(0, NAMED).map((ref) => (
          <li key={`${ref.layer} ${ref.id}`}>
            <button
              type="button"
              className="figure"
              aria-label={say(F.flyToId, { id: ref.id })}
              title={say(F.flyTo)}
              onClick={() => flyTo(port, [ref], ref)}
            >
              {ref.id}
            </button>
            {today.has(ref.id) ? <span className="soft"> {say(F.inherited)}</span> : null}
          </li>
        ))}
      </ul>
      {objects.length > NAMED ? <p className="soft">{say(F.more, { n: objects.length - NAMED })}</p> : null}
    </div>
  );
}

/** Outlines objects and brings the camera to one of them. */
function flyTo(port: TwinPort, objects: readonly ObjectRef[], to: ObjectRef | undefined): void {
  port.run(
    'asset.highlight',
    objects.map(({ id }) => id),
  );
  const view = to && port.frameAsset(to.id);
  if (view) port.run('camera.set', view);
}

function short(value: number): string {
  return numberText(value, Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1);
}
