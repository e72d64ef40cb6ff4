import { usePort, useSay } from '../desk-context.ts';
import { momentText, numberText } from '../format.ts';
import { SignedBy } from './SignedBy.tsx';
import type { VersionPage } from './version-page.ts';
import { ANSWER_WORDS, ANSWERS, W } from './versions-words.ts';

/** The 会签 table: who drafted, checked and finalised, what the owners said, and the hash of what was signed. */
export function Signatures({ record }: Pick<VersionPage, 'record'>) {
  const { catalog } = usePort();
  const say = useSay();
  const { progress, consents, frozen } = record;
  const parts = [
    [W.maker, progress.maker],
    [W.checker, progress.checker],
    [W.finalised, frozen?.finalised ?? null],
  ] as const;
  const owners = [...new Set(consents.map((each) => each.owner))].sort();
  return (
    <>
      {progress.chosen === null ? null : <p>{say(W.chosen, { id: progress.chosen })}</p>}
      <table>
        <thead>
          <tr>
            {[W.role, W.signer, W.time].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map(([words, by]) => (
            <tr key={words.en}>
              <th scope="row">{say(words)}</th>
              <td>{by ? <SignedBy by={by} /> : <span className="soft">{say(W.notYet)}</span>}</td>
              <td>{by ? momentText(by.at, catalog.city.utcOffset) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {owners.length > 0 ? (
        <table>
          <thead>
            <tr>
              {[W.owner, W.answer, W.date, W.documentNumber].map((words) => (
                <th key={words.en} scope="col">
                  {say(words)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {owners.map((owner) => {
              const own = consents.filter((each) => each.owner === owner);
              return (
                <tr key={owner}>
                  <th scope="row">{owner}</th>
                  <td>
                    {ANSWERS.flatMap((answer) => {
                      const n = own.filter((each) => each.answer === answer).length;
                      return n > 0 ? `${say(ANSWER_WORDS[answer])} ${numberText(n)}` : [];
                    }).join('  ')}
                  </td>
                  <td>{unique(own.map((each) => each.date))}</td>
                  <td>{unique(own.map((each) => each.documentNumber))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
      {frozen ? (
        <p>
          {say(W.sha256)}
          <br />
          <code className="sha256">{frozen.sha256}</code>
        </p>
      ) : null}
    </>
  );
}

function unique(texts: readonly (string | null)[]): string {
  return [...new Set(texts.filter((each) => each !== null))].join(', ') || '—';
}
