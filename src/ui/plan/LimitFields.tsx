import { useState } from 'react';
import type { Finding } from '../../scenario/findings.ts';
import type { TwinPort } from '../../state/port.ts';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { dateText, unitText } from '../format.ts';
import { FINDING_WORDS as F, STANDING_WORDS } from './findings-words.ts';

/** The limit of a finding: its number, the standard and clause behind it, and whether somebody has compared them. */
export function LimitFields({ finding }: { readonly finding: Finding }) {
  const { port } = useDesk();
  const say = useSay();
  const whole = useSession((session) => session.consents === 'all');
  const { terms, limit, unit, standing } = finding;
  if (limit === null) return null;
  const editable = terms !== undefined && !terms.given && whole && port.catalog.role !== 'public';
  const sense = terms ? (terms.sense === 'at least' ? '≥' : '≤') : '';
  const unitWords = unitText({ unit }, say);
  return (
    <>
      <dt>{say(F.limit)}</dt>
      <dd>
        {sense} {editable ? <LimitInput finding={finding} limit={limit} own={terms.own} /> : limit} {unitWords}
        {editable && limit !== terms.own ? (
          <button
            type="button"
            className="quiet"
            onClick={() => port.run('rule.limit', { rule: finding.rule, value: null })}
          >
            {say(F.limitOwn, { value: terms.own })}
          </button>
        ) : null}
      </dd>
      {terms ? (
        <>
          <dt>{say(F.norm)}</dt>
          <dd>{terms.norm ?? say(F.ownRule)}</dd>
        </>
      ) : null}
      {terms?.norm && !terms.given ? (
        <>
          <dt>{say(F.clause)}</dt>
          <dd>
            {editable ? (
              <ClauseInput key={terms.clause ?? ''} finding={finding} clause={terms.clause ?? ''} />
            ) : (
              terms.clause
            )}
          </dd>
        </>
      ) : null}
      <dt>{say(F.standing)}</dt>
      <dd>
        {say(terms?.given ? F.given : STANDING_WORDS[standing])}{' '}
        {terms?.clause ? (
          <span className="soft">{say(F.checkedBy, { by: terms.by ?? '—', on: terms.on ?? '—' })}</span>
        ) : null}
      </dd>
    </>
  );
}

function LimitInput(props: { readonly finding: Finding; readonly limit: number; readonly own: number }) {
  const { port } = useDesk();
  const say = useSay();
  const { finding, limit, own } = props;
  const [held, setHeld] = useState<string | null>(null);
  const settle = () => {
    const value = held === null || held.trim() === '' ? Number.NaN : Number(held);
    if (Number.isFinite(value) && value !== limit)
      port.run('rule.limit', { rule: finding.rule, value: value === own ? null : value });
    setHeld(null);
  };
  return (
    <input
      type="number"
      step="any"
      aria-label={say(F.limitOf, { rule: finding.rule })}
      value={held ?? limit}
      onChange={(event) => setHeld(event.target.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setHeld(null);
      }}
    />
  );
}

function ClauseInput({ finding, clause }: { readonly finding: Finding; readonly clause: string }) {
  const { port } = useDesk();
  const say = useSay();
  const [held, setHeld] = useState(clause);
  const settle = () => {
    const text = held.trim();
    if (text === clause) return setHeld(clause);
    if (text === '') port.run('rule.limit', { rule: finding.rule, clause: null });
    else void compared(port, finding.rule, text);
  };
  return (
    <>
      <input
        type="text"
        maxLength={40}
        aria-label={say(F.clauseOf, { rule: finding.rule })}
        placeholder={say(F.clauseHint)}
        value={held}
        onChange={(event) => setHeld(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setHeld(clause);
        }}
      />
      {clause === '' ? null : (
        <button
          type="button"
          className="quiet"
          onClick={() => port.run('rule.limit', { rule: finding.rule, clause: null })}
        >
          {say(F.clauseNone)}
        </button>
      )}
    </>
  );
}

/** Names the clause of a limit, and with it who compared it, today. */
async function compared(port: TwinPort, rule: string, clause: string): Promise<void> {
  const people = await port.people();
  if (people.getState() === null) await people.refresh();
  const name = people.getState()?.name;
  const on = dateText(port.now(), port.catalog.city.utcOffset);
  port.run('rule.limit', { rule, clause, on, ...(name ? { by: name } : {}) });
}
