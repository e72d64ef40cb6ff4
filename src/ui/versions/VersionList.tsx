import { STAGE_WORDS } from '../../scenario/versions/workflow.ts';
import type { NamedVersions } from '../../state/versions-port.ts';
import { usePort, useSay } from '../desk-context.ts';
import { dateText, momentText } from '../format.ts';
import { SignedBy } from './SignedBy.tsx';
import { W } from './versions-words.ts';

/** The named versions, newest first; a press on a number shows that one. */
export function VersionList(props: {
  readonly list: NamedVersions;
  readonly picked: number | null;
  readonly pick: (n: number) => void;
}) {
  const { list, picked, pick } = props;
  const { catalog } = usePort();
  const say = useSay();
  const { utcOffset } = catalog.city;
  const { draft, stale } = list;
  return (
    <>
      <p className="soft">
        {say(W.draftBy, { n: draft.n, who: draft.author.name, date: momentText(draft.author.at, utcOffset) })}
      </p>
      {stale.length > 0 ? (
        <p>{say(W.staleKept, { n: stale.length, list: stale.map((each) => each.n).join(', ') })}</p>
      ) : null}
      {list.versions.length === 0 ? (
        <p className="empty">{say(W.noVersions)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {[W.number, W.name, W.author, W.stage, W.date, W.hash].map((words) => (
                <th key={words.en} scope="col">
                  {say(words)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.versions.map((version) => (
              <tr key={version.n} aria-current={version.n === picked}>
                <td>
                  <button
                    type="button"
                    className="figure"
                    aria-label={`${version.n} ${version.name}`}
                    onClick={() => pick(version.n)}
                  >
                    {version.n}
                  </button>
                </td>
                <th scope="row" title={version.note}>
                  {version.name}
                </th>
                <td>
                  <SignedBy by={version.author} />
                </td>
                <td>{say(STAGE_WORDS[version.stage])}</td>
                <td>{dateText(version.author.at, utcOffset)}</td>
                <td>
                  {version.frozen ? (
                    <code title={version.frozen.sha256}>{version.frozen.sha256.slice(0, 8)}</code>
                  ) : (
                    '—'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
