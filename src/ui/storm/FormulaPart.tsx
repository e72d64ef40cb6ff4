import { type FormEvent, useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { STORM_KEYS } from '../../scenario/drainage/storm.ts';
import { EditRefusal } from '../../scenario/edit/refusal.ts';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { Field } from '../people/Field.tsx';
import { Refusal } from '../Refusal.tsx';
import { S } from './storm-words.ts';

type Rows = readonly CompiledScenario['document']['assumptions'][number][];

const DECIMALS = { stormLead: 2, stormC: 3, stormB: 1, stormN: 3 } as const;

/** The storm-intensity formula: its parameters to be tried, and the city's own to be entered with where it is published. */
export function FormulaPart({ plan, rows }: { readonly plan: CompiledScenario | null; readonly rows: Rows }) {
  const { port } = useDesk();
  const say = useSay();
  const assume = useSession((session) => session.assume);
  const own = STORM_KEYS.map((key) => rows.find((each) => each.key === key)).filter((each) => each !== undefined);
  const borrowed = own.some(({ source }) => source.includes(S.borrowedTag.zh));
  return (
    <details className="storm-formula">
      <summary>{say(S.formula)}</summary>
      <p className="soft">{say(S.formulaNote)}</p>
      <div className="storm-input">
        {own.map((row) => (
          <div key={row.key}>
            <NumberField
              label={`${say(row.title)}${row.unit === '1' ? '' : ` ${row.unit}`}`}
              value={row.value}
              decimals={DECIMALS[row.key as keyof typeof DECIMALS]}
              write={(value) => port.run('scenario.assume', { key: row.key, value })}
            />
            {row.source.includes(S.borrowedTag.zh) ? <span className="tag">{say(S.borrowedTag)}</span> : null}
            {row.key in assume ? (
              <button
                type="button"
                className="quiet"
                onClick={() => port.run('scenario.assume', { key: row.key, value: null })}
              >
                {say(S.own)}
              </button>
            ) : null}
          </div>
        ))}
      </div>
      <p className="soft">{own[0]?.source}</p>
      {plan === null ? (
        <p className="soft">{say(S.cityFormulaNeedsPlan)}</p>
      ) : (
        <>
          <CityFormulaForm key={String(borrowed)} rows={own} />
          {borrowed ? null : (
            <button type="button" className="quiet" onClick={() => port.run('storm.formula', null)}>
              {say(S.borrowAgain)}
            </button>
          )}
        </>
      )}
    </details>
  );
}

/** The city's own formula as a form; it goes into the plan and may be undone. */
function CityFormulaForm({ rows }: { readonly rows: Rows }) {
  const { port } = useDesk();
  const say = useSay();
  const [values, setValues] = useState(() => rows.map(({ value }) => String(value)));
  const [source, setSource] = useState('');
  const [refused, setRefused] = useState<Words | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [lead, c, b, n] = values.map(Number);
    try {
      port.run('storm.formula', { lead, c, b, n, source });
      setRefused(null);
      setSource('');
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      setRefused(error instanceof EditRefusal ? error.words : { zh: error.message, en: error.message });
    }
  };
  return (
    <details className="storm-city-formula">
      <summary>{say(S.cityFormula)}</summary>
      <form className="form" onSubmit={submit}>
        <div className="storm-input">
          {rows.map(({ key, title }, index) => (
            <Field
              key={key}
              label={say(title)}
              value={values[index] ?? ''}
              onChange={(value) => setValues(values.map((each, at) => (at === index ? value : each)))}
            />
          ))}
        </div>
        <Field label={say(S.cityFormulaSource)} value={source} onChange={setSource} />
        <Refusal words={refused} />
        <button type="submit" className="primary">
          {say(S.cityFormulaUse)}
        </button>
      </form>
    </details>
  );
}
