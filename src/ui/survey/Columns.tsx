import type { Choices, Trial } from '../../state/survey-port.ts';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { FIELD_WORDS, S } from './survey-words.ts';

type Mapping = NonNullable<Choices['mapping']>;

/** Which column means what, with the first values of each; every change is tried at once. */
export function Columns(props: {
  readonly trial: Trial;
  readonly mapping: Mapping;
  readonly change: (mapping: Mapping) => void;
}) {
  const { trial, mapping, change } = props;
  const say = useSay();
  const set = (sheet: string, column: string, field: string) => {
    const own: Record<string, string> = { ...mapping[sheet] };
    const shown = trial.sheets.find(({ name }) => name === sheet)?.mapping ?? {};
    for (const [each, from] of Object.entries(shown)) if (from === column) own[each] = '';
    if (field !== '') own[field] = column;
    change({ ...mapping, [sheet]: own });
  };
  return (
    <details className="survey-columns" open={trial.counts.kept === 0}>
      <summary>{say(S.columns)}</summary>
      {trial.sheets.map((sheet) => {
        const meanings = new Map(Object.entries(sheet.mapping).map(([field, column]) => [column, field]));
        return (
          <table key={sheet.name}>
            <caption>
              {say(S.columnsOf, { name: sheet.name, n: numberText(sheet.rows) })}
              {sheet.role === 'mounts' ? ` · ${say(S.mountSheet)}` : ''}
            </caption>
            <thead>
              <tr>
                <th scope="col">{say(S.column)}</th>
                <th scope="col">{say(S.sample)}</th>
                <th scope="col">{say(S.means)}</th>
              </tr>
            </thead>
            <tbody>
              {sheet.columns.map((column, index) => (
                <tr key={column}>
                  <th scope="row">{column}</th>
                  <td className="soft sample">{(sheet.samples[index] ?? []).filter(Boolean).join(' / ')}</td>
                  <td>
                    <select
                      aria-label={`${column}: ${say(S.means)}`}
                      value={meanings.get(column) ?? ''}
                      onChange={(event) => set(sheet.name, column, event.currentTarget.value)}
                    >
                      <option value="">{say(S.ignored)}</option>
                      {trial.fields.map((field) => {
                        const words = FIELD_WORDS[field];
                        return (
                          <option key={field} value={field}>
                            {words ? say(words) : field}
                          </option>
                        );
                      })}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </details>
  );
}
