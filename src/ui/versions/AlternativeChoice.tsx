import { useSay } from '../desk-context.ts';
import type { VersionPage } from './version-page.ts';
import { W } from './versions-words.ts';

/** Which alternative of the version a page is about. */
export function AlternativeChoice(props: {
  readonly document: VersionPage['document'];
  readonly value: string;
  readonly pick: (id: string) => void;
}) {
  const say = useSay();
  return (
    <label className="choice">
      <span>{say(W.alternative)}</span>
      <select value={props.value} onChange={(event) => props.pick(event.currentTarget.value)}>
        {props.document.alternatives.map((each) => (
          <option key={each.id} value={each.id}>
            {each.id} {say(each.title)}
          </option>
        ))}
      </select>
    </label>
  );
}
