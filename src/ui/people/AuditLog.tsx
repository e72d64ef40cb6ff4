import { useState } from 'react';
import type { PeoplePort } from '../../state/people-port.ts';
import { useAsked } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { momentText, numberText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { ACTION_WORDS, ROLE_WORDS, W } from './people-words.ts';

/** Who changed what and when, newest first, a page at a time; the chain of hashes can be walked. */
export function AuditLog({ people }: { readonly people: PeoplePort }) {
  const { catalog } = usePort();
  const say = useSay();
  const [before, setBefore] = useState<number | null>(null);
  const [verify, setVerify] = useState(false);
  const { outcome } = useAsked(`audit ${before} ${verify}`, () => people.audit(before, verify));
  if (!outcome) return <p role="status">{say(W.loading)}</p>;
  if (!outcome.ok) return <Refusal words={outcome.reason} />;
  const { entries, last, brokenAt } = outcome.value;
  const oldest = entries.at(-1)?.seq ?? 1;
  return (
    <>
      <p className="row">
        <span role="status">
          {brokenAt === undefined
            ? say(W.auditCount, { n: numberText(last) })
            : brokenAt === null
              ? say(W.chainWhole, { n: numberText(last) })
              : say(W.chainBroken, { n: brokenAt })}
        </span>
        <button type="button" onClick={() => setVerify(true)}>
          {say(W.verify)}
        </button>
        <button type="button" disabled={before === null} onClick={() => setBefore(null)}>
          {say(W.newest)}
        </button>
        <button type="button" disabled={oldest <= 1} onClick={() => setBefore(oldest)}>
          {say(W.earlier)}
        </button>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col" className="number">
              #
            </th>
            {[W.time, W.who, W.action, W.subject].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.seq}>
              <td className="number">{entry.seq}</td>
              <td>{momentText(entry.at, catalog.city.utcOffset)}</td>
              <td>
                {entry.name}
                <span className="soft"> {roleText(entry.role, say)}</span>
              </td>
              <td title={entry.action}>{actionText(entry.action, say)}</td>
              <td className="subject" title={entry.after ?? ''}>
                {entry.subject}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type Say = ReturnType<typeof useSay>;

function actionText(action: string, say: Say): string {
  const words = ACTION_WORDS[action];
  return words ? say(words) : action;
}

function roleText(role: string, say: Say): string {
  const words = Object.entries(ROLE_WORDS).find(([id]) => id === role)?.[1];
  return words ? say(words) : '';
}
