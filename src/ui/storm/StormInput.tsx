import { type AssetTable, assetAt } from '../../domain/asset.ts';
import type { Instant } from '../../domain/clock.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { stormAssumptions } from '../../scenario/drainage/storm-question.ts';
import type { ShownStorm } from '../../state/storm.ts';
import { nameOf } from '../asset-state.ts';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { momentText } from '../format.ts';
import { FormulaPart } from './FormulaPart.tsx';
import { nextHour } from './next-hour.ts';
import { RiverLevel } from './RiverLevel.tsx';
import { S } from './storm-words.ts';

const YEARS = [1, 2, 3, 5, 10, 20, 30, 50, 100] as const;
const MINUTES = [60, 120, 180] as const;

/** Which storm falls where and when, and the formula behind it. */
export function StormInput(props: {
  readonly storm: ShownStorm;
  readonly points: AssetTable;
  readonly plan: CompiledScenario | null;
}) {
  const { storm, points, plan } = props;
  const { port } = useDesk();
  const say = useSay();
  const assume = useSession((session) => session.assume);
  const show = (change: Partial<ShownStorm>) => port.run('storm.show', change);
  const recorded = plan?.document.recordedStorm;
  const rows = stormAssumptions(plan, assume);
  const years = new Set([...YEARS, ...(storm.years === null ? [] : [storm.years])]);
  const lasting = new Set([...MINUTES, storm.minutes]);
  return (
    <>
      <div className="storm-input">
        <label>
          <span className="soft">{say(S.point)}</span>
          <select value={storm.site} onChange={({ currentTarget }) => show({ site: currentTarget.value })}>
            {points.ids.slice(0, points.count).map((id, slot) => (
              <option key={id} value={id}>
                {nameOf(assetAt(points, slot))}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="soft">{say(S.years)}</span>
          <select
            value={storm.years ?? 'file'}
            onChange={({ currentTarget: { value } }) => show({ years: value === 'file' ? null : Number(value) })}
          >
            {[...years]
              .sort((a, b) => a - b)
              .map((each) => (
                <option key={each} value={each}>
                  {say(S.yearsOf, { n: each })}
                </option>
              ))}
            {recorded ? <option value="file">{`${say(S.recorded)} ${recorded.file}`}</option> : null}
          </select>
        </label>
        {storm.years === null ? null : (
          <>
            <label>
              <span className="soft">{say(S.minutes)}</span>
              <select
                value={storm.minutes}
                onChange={({ currentTarget }) => show({ minutes: Number(currentTarget.value) })}
              >
                {[...lasting]
                  .sort((a, b) => a - b)
                  .map((each) => (
                    <option key={each} value={each}>
                      {say(S.minutesOf, { n: each })}
                    </option>
                  ))}
              </select>
            </label>
            <NumberField
              label={say(S.peak)}
              value={storm.peak}
              step={0.05}
              decimals={2}
              write={(peak) => show({ peak: Math.min(0.95, Math.max(0.05, peak)) })}
            />
          </>
        )}
        <StartChoice storm={storm} plan={plan} show={show} />
        <RiverLevel key={storm.site} site={storm.site} row={rows.find(({ key }) => key === 'riverLevel')} />
      </div>
      {storm.years === null ? null : <FormulaPart plan={plan} rows={rows} />}
    </>
  );
}

/** When the first minute falls: a slice of the plan, or the next full hour. */
function StartChoice(props: {
  readonly storm: ShownStorm;
  readonly plan: CompiledScenario | null;
  readonly show: (change: Partial<ShownStorm>) => void;
}) {
  const { storm, plan, show } = props;
  const { port } = useDesk();
  const say = useSay();
  const soon = nextHour(port.now());
  const slices = (plan?.slices ?? []).filter(({ at }) => at > port.now());
  const known = new Map<Instant, string>([
    [soon, say(S.startSoon)],
    ...slices.map(({ id, title, at }) => [Math.round(at / 60_000) * 60_000, `${id} ${say(title)}`] as const),
  ]);
  if (!known.has(storm.start)) known.set(storm.start, momentText(storm.start, port.catalog.city.utcOffset));
  return (
    <label>
      <span className="soft">{say(S.start)}</span>
      <select
        value={storm.start}
        onChange={({ currentTarget }) => {
          const start = Number(currentTarget.value);
          const minute = Math.floor((port.at() - storm.start) / 60_000);
          show({ start });
          port.run('storm.minute', Math.max(0, Math.min(600, minute)));
        }}
      >
        {[...known].map(([at, words]) => (
          <option key={at} value={at}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
