import { lazy, Suspense, useState } from 'react';
import { lightAt } from '../domain/geo/daytime.ts';
import { solarPosition } from '../domain/geo/solar.ts';
import type { Words } from '../domain/words.ts';
import { MODE_LIST } from '../modes/table.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { signedLink } from '../state/link.ts';
import type { TwinPort } from '../state/port.ts';
import { useDesk, useSample, useSay, useSession } from './desk-context.ts';
import { Icon } from './Icon.tsx';
import { pageClass } from './page-class.ts';
import { printReport } from './printing.ts';
import { SearchBox } from './SearchBox.tsx';
import { W } from './words.ts';

const AccountButton = lazy(() => import('./people/AccountButton.tsx'));

/** The planner's top bar: product, search, plan, comparison, mode, link, language, sources. */
export function CommandBar() {
  const { port, mode } = useDesk();
  const say = useSay();
  return (
    <header className="command-bar">
      <h1 className="brand">
        <Brand />
        <span>{say(W.product)}</span>
        <span className="soft">{say(port.catalog.city.title)}</span>
      </h1>
      <SearchBox />
      <div className="plan-switch">
        <AlternativeSwitch />
        {mode.tools.includes('compare') ? <CompareSwitch /> : null}
      </div>
      <div className="bar-end">
        <SunChip />
        <ModeSwitch />
        {mode.tools.includes('share') ? <ShareButton /> : null}
        {mode.tools.includes('report') ? (
          <button
            type="button"
            className="quiet"
            aria-label={say(W.report)}
            title={say(W.report)}
            onClick={() => void printReport(port)}
          >
            <Icon id="report" />
          </button>
        ) : null}
        {mode.panels.includes('export') ? (
          <button
            type="button"
            className="quiet"
            aria-label={say(W.export)}
            title={say(W.export)}
            aria-haspopup="dialog"
            onClick={() => port.run('panel.export', true)}
          >
            <Icon id="export" />
          </button>
        ) : null}
        {mode.panels.includes('account') ? (
          <Suspense fallback={null}>
            <AccountButton />
          </Suspense>
        ) : null}
        <LanguageButton />
        <button type="button" className="quiet" aria-label={say(W.about)} onClick={() => port.run('panel.about')}>
          <Icon id="about" />
        </button>
      </div>
    </header>
  );
}

/** The mark: a horizon and its reflection. */
export function Brand() {
  return (
    <svg className="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 11V6h4v5m2 0V3h4v8m2 0V7h4v4" />
      <path className="brand-reflection" d="M4 13v5h4v-5m2 0v8h4v-8m2 0v4h4v-4" />
      <path className="brand-line" d="M1.5 12h21" />
    </svg>
  );
}

function AlternativeSwitch() {
  const { port } = useDesk();
  const say = useSay();
  const open = useSession((session) => session.scenario);
  const plan = useSample((each) => each.scenario());
  const { scenarios } = port.catalog;
  if (scenarios.length === 0) return null;
  return (
    <label className="choice">
      <span>{say(W.alternative)}</span>
      <select
        value={open ? `${open.id}.${open.alternative}` : ''}
        onChange={(event) => port.run('scenario.open', event.currentTarget.value || null)}
      >
        <option value="">{say(W.noScenario)}</option>
        {scenarios.map((scenario) => (
          <optgroup key={scenario.id} label={say(scenario.title)}>
            <option value={`${scenario.id}.base`}>{say(W.baseline)}</option>
            {alternativesOf(scenario, plan).map((alternative) => (
              <option key={alternative.id} value={`${scenario.id}.${alternative.id}`}>
                {alternative.id} {say(alternative.title)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

function CompareSwitch() {
  const { port } = useDesk();
  const say = useSay();
  const open = useSession((session) => session.scenario);
  const compare = useSession((session) => session.compare);
  const plan = useSample((each) => each.scenario());
  const scenario = port.catalog.scenarios.find((each) => each.id === open?.id);
  if (!open || !scenario) return null;
  return (
    <label className="choice">
      <span>{say(W.compareWith)}</span>
      <select
        value={compare ? `${compare.id}.${compare.alternative}` : ''}
        onChange={(event) => port.run('compare.set', event.currentTarget.value || null)}
      >
        <option value="">{say(W.noCompare)}</option>
        <option value={`${open.id}.base`}>{say(W.baseline)}</option>
        {alternativesOf(scenario, plan)
          .filter(({ id }) => id !== open.alternative || id === compare?.alternative)
          .map((alternative) => (
            <option key={alternative.id} value={`${open.id}.${alternative.id}`}>
              {alternative.id} {say(alternative.title)}
            </option>
          ))}
      </select>
    </label>
  );
}

/** Those of the working document once it is open, the planner's own among them; those of the catalog before. */
function alternativesOf(
  scenario: TwinPort['catalog']['scenarios'][number],
  plan: CompiledScenario | null,
): readonly { readonly id: string; readonly title: Words }[] {
  return plan?.id === scenario.id ? plan.document.alternatives : scenario.alternatives;
}

function ModeSwitch() {
  const { port, mode } = useDesk();
  const say = useSay();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{say(W.mode)}</legend>
      {MODE_LIST.map((each) => (
        <button
          key={each.id}
          type="button"
          aria-pressed={each.id === mode.id}
          onClick={() => port.run('mode.set', each.id)}
        >
          {say(each.title)}
        </button>
      ))}
    </fieldset>
  );
}

/** Day or night at the playhead, with the sun's height that decided it. */
function SunChip() {
  const { port } = useDesk();
  const say = useSay();
  const [longitude, latitude] = port.catalog.city.centre;
  const altitude = useSample((each) => Math.round(solarPosition(each.at(), longitude, latitude).altitude));
  const day = useSample((each) => lightAt(each.at(), longitude, latitude)) === 'day';
  return (
    <span className="sun-chip" title={say(W.sunUp, { n: altitude })}>
      <Icon id={day ? 'sun' : 'moon'} />
      <span>{say(day ? W.day : W.night)}</span>
      <span className="soft">{altitude}°</span>
    </span>
  );
}

function ShareButton() {
  const { port } = useDesk();
  const say = useSay();
  const [told, setTold] = useState('');
  async function share() {
    // The address follows the session with a short delay; the link must hold what is on screen now.
    await new Promise((resolve) => setTimeout(resolve, 350));
    try {
      const people = await port.people();
      if (people.getState() === null) await people.refresh();
      const link = signedLink(location.href, people.getState()?.user ?? null, pageClass(port.catalog));
      await navigator.clipboard.writeText(link);
      setTold(say(W.shared));
    } catch {
      port.store.change((draft) => {
        draft.notices = [
          ...draft.notices.filter((notice) => notice.key !== 'share'),
          { key: 'share', tone: 'warning', text: W.shareFailed },
        ];
      });
    }
    setTimeout(() => setTold(''), 2500);
  }
  return (
    <button type="button" className="quiet" aria-label={say(W.share)} title={say(W.share)} onClick={() => void share()}>
      <Icon id="share" />
      <span className="told" role="status">
        {told}
      </span>
    </button>
  );
}

export function LanguageButton() {
  const { port } = useDesk();
  const say = useSay();
  return (
    <button
      type="button"
      className="quiet language"
      aria-label={say(W.languageLabel)}
      onClick={() => port.run('language.toggle')}
    >
      {say(W.language)}
    </button>
  );
}
