import './compare.css';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { formatPlayhead } from '../../state/playhead.ts';
import { COMPARE_VIEWS } from '../../state/session.ts';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { dateText } from '../format.ts';
import { VIEW_WORDS, W } from './compare-words.ts';
import { SideDifferenceList } from './SideDifferenceList.tsx';
import { timeText } from './use-sides.ts';

/** Chosen by the option that keeps the compared side where the playhead is; no time is written so. */
const HERE = 'here';

/** How the open plan is compared and with which time, and the list of what differs. */
export default function CompareControl({ plan }: { readonly plan: CompiledScenario }) {
  const { port } = useDesk();
  const say = useSay();
  const compare = useSession((session) => session.compare);
  const view = useSession((session) => session.compareView);
  const compareAt = useSession((session) => session.compareAt);
  const playhead = useSession((session) => session.playhead);
  const at = useSample((each) => each.comparedAt());
  const { utcOffset } = port.catalog.city;
  const own = compareAt ? formatPlayhead({ playhead: compareAt }) : '';
  const named = ['', 'now', ...plan.slices.map(({ id }) => id)];
  return (
    <div className="compare-control">
      <div className="row">
        <fieldset className="segments">
          <legend className="visually-hidden">{say(W.compare)}</legend>
          {COMPARE_VIEWS.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={compare !== null && view === each}
              onClick={() => port.run('compare.view', each)}
            >
              {say(VIEW_WORDS[each])}
            </button>
          ))}
        </fieldset>
        <label className="choice">
          <span>{say(W.time)}</span>
          <select
            value={own}
            onChange={({ currentTarget: { value } }) =>
              port.run('compare.time', value === HERE ? formatPlayhead({ playhead }) : value === '' ? null : value)
            }
          >
            <option value="">{say(W.follow)}</option>
            {named.includes(own) ? null : (
              <option value={own}>{compareAt ? timeText(compareAt, at, utcOffset, say) : ''}</option>
            )}
            {playhead.kind === 'instant' && formatPlayhead({ playhead }) !== own ? (
              <option value={HERE}>{say(W.keep, { time: timeText(playhead, playhead.at, utcOffset, say) })}</option>
            ) : null}
            <option value="now">{say(W.now)}</option>
            {plan.slices.map((slice) => (
              <option key={slice.id} value={slice.id}>
                {slice.id} {dateText(slice.at, utcOffset)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {compare ? <SideDifferenceList /> : null}
    </div>
  );
}
