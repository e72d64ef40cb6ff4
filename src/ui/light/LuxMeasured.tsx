import { useMemo, useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { compareLux, type LuxProblem, readLuxTable } from '../../scenario/lighting/measured-lux.ts';
import type { LitRoad } from '../../scenario/lighting/road-lighting.ts';
import { sha256OfBytes } from '../../scenario/versions/sha256.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { FileDrop } from '../FileDrop.tsx';
import { numberText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { ProvenanceTag } from '../Tag.tsx';
import { fill } from '../words.ts';
import { LIGHT_WORDS } from './light-words.ts';

type LuxSurvey = NonNullable<CompiledScenario['document']['luxSurvey']>;

interface Brought {
  readonly survey: LuxSurvey;
  readonly problems: readonly LuxProblem[];
}

/** Measured illuminance as today's, beside what the model computes at the same points. */
export function LuxMeasured({ plan, road }: { readonly plan: CompiledScenario; readonly road: LitRoad }) {
  const { port } = useDesk();
  const say = useSay();
  const [brought, setBrought] = useState<Brought | null>(null);
  const [refusal, setRefusal] = useState<Words | null>(null);
  const editable = port.catalog.role !== 'public';
  const { luxSurvey } = plan.document;
  const take = async (file: File) => {
    setBrought(null);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const tables = await port.readTables(file.name, bytes);
    if (!tables.ok) {
      setRefusal(tables.reason);
      return;
    }
    const read = tables.value.map((table) => readLuxTable(table, road, plan.utcOffsetMinutes));
    const best = read.reduce((a, b) => (b.readings.length > a.readings.length ? b : a), read[0] ?? NOTHING);
    const none = best.readings.length === 0;
    setRefusal(none ? (best.problems[0]?.words ?? filled(LIGHT_WORDS.noRows, { file: file.name })) : null);
    if (none) return;
    setBrought({
      survey: { file: file.name, sha256: sha256OfBytes(bytes), provenance: 'surveyed', readings: [...best.readings] },
      problems: best.problems,
    });
  };
  const shown = brought?.survey ?? luxSurvey;
  return (
    <section className="lux-measured" aria-label={say(LIGHT_WORDS.measured)}>
      {shown ? <Comparison survey={shown} road={road} /> : null}
      {brought ? (
        <>
          <p role="status">
            {say(LIGHT_WORDS.kept, {
              file: brought.survey.file,
              n: brought.survey.readings.length,
              m: brought.problems.length,
            })}
          </p>
          {brought.problems.length > 0 ? (
            <ul className="lux-problems soft">
              {brought.problems.map(({ row, words }) => (
                <li key={row}>{say(LIGHT_WORDS.rowOf, { row: String(row), words: say(words) })}</li>
              ))}
            </ul>
          ) : null}
          <p className="row">
            <button
              type="button"
              className="primary"
              onClick={() => {
                port.run('light.survey', brought.survey);
                setBrought(null);
              }}
            >
              {say(LIGHT_WORDS.adoptSurvey)}
            </button>
            <button type="button" className="quiet" onClick={() => setBrought(null)}>
              {say(LIGHT_WORDS.discard)}
            </button>
          </p>
        </>
      ) : editable ? (
        <>
          {luxSurvey ? (
            <p className="row">
              <button type="button" className="quiet" onClick={() => port.run('light.survey', null)}>
                {say(LIGHT_WORDS.removeSurvey)}
              </button>
            </p>
          ) : null}
          <FileDrop
            label={say(LIGHT_WORDS.choose)}
            words={say(LIGHT_WORDS.dropTable)}
            choose={say(LIGHT_WORDS.choose)}
            accept=".csv,.xlsx"
            take={([file]) => void take(file as File)}
          />
          <p className="soft">{say(LIGHT_WORDS.tableNote)}</p>
        </>
      ) : null}
      <Refusal words={refusal} />
    </section>
  );
}

const NOTHING: ReturnType<typeof readLuxTable> = { readings: [], problems: [] };

function Comparison({ survey, road }: { readonly survey: LuxSurvey; readonly road: LitRoad }) {
  const say = useSay();
  const compared = useMemo(() => compareLux(survey, road, 'base'), [survey, road]);
  if (!compared) return null;
  const { worst } = compared;
  const lx = (value: number) => `${numberText(value, 1)} lx`;
  const days = [...new Set(survey.readings.map(({ time }) => time.slice(0, 10)))].sort();
  const instruments = [...new Set(survey.readings.map(({ instrument }) => instrument))].filter(Boolean);
  return (
    <>
      <p>
        {survey.file} <ProvenanceTag provenance={survey.provenance} />{' '}
        <small className="soft">
          <code title={survey.sha256}>{survey.sha256.slice(0, 8)}</code> ·{' '}
          {[...new Set([days[0], days.at(-1)])].join(' – ')}
          {instruments.length > 0 ? ` · ${instruments.join(', ')}` : ''}
        </small>
      </p>
      <table className="lux-pairs">
        <thead>
          <tr>
            <th>
              {say(LIGHT_WORDS.samePoints)} <small className="soft">{numberText(survey.readings.length)}</small>
            </th>
            <th>{say(LIGHT_WORDS.measuredColumn)}</th>
            <th>{say(LIGHT_WORDS.computedColumn)}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say(LIGHT_WORDS.eav)}</th>
            <td>{lx(compared.measuredMean)}</td>
            <td>{lx(compared.computedMean)}</td>
          </tr>
          <tr>
            <th scope="row">{say(LIGHT_WORDS.ue)}</th>
            <td>{numberText(compared.measuredUniformity, 2)}</td>
            <td>{numberText(compared.computedUniformity, 2)}</td>
          </tr>
          <tr>
            <th scope="row">
              {say(LIGHT_WORDS.worstPoint)} <small className="soft">{worst.reading.point}</small>
            </th>
            <td>{lx(worst.reading.lux)}</td>
            <td>{lx(worst.computed)}</td>
          </tr>
          <tr>
            <th scope="row">{say(LIGHT_WORDS.bias)}</th>
            <td colSpan={2}>{lx(compared.bias)}</td>
          </tr>
          <tr>
            <th scope="row">{say(LIGHT_WORDS.rms)}</th>
            <td colSpan={2}>{lx(compared.rmse)}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

function filled(words: Words, values: Readonly<Record<string, string>>): Words {
  return { zh: fill(words.zh, values), en: fill(words.en, values) };
}
