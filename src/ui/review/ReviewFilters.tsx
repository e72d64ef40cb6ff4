import { filterChoices, NO_FILTER, type ReviewFilter } from '../../domain/review/filter.ts';
import { REVIEW_STATUSES, type ReviewThread } from '../../domain/review/review.ts';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { STATUS_WORDS, W } from './review-words.ts';

/** Status, author, object, time and version: each choice names only what occurs. */
export function ReviewFilters({ threads }: { readonly threads: readonly ReviewThread[] }) {
  const port = usePort();
  const say = useSay();
  const filter = useSession((session) => session.review.filter);
  const { authors, objects, moments, versions } = filterChoices(threads);
  const momentName = (key: string) => (key === 'now' ? say(W.now) : key === 'instant' ? say(W.otherMoment) : key);
  const versionName = (key: string) =>
    key === 'none' ? say(W.noPlan) : key === 'draft' ? say(W.draft) : say(W.versionN, { n: key });
  const isNarrowed = Object.values(filter).some((each) => each !== null);
  return (
    <div className="row filters">
      <Choice field="status" label={say(W.status)} options={REVIEW_STATUSES.map((id) => [id, say(STATUS_WORDS[id])])} />
      <Choice field="author" label={say(W.author)} options={authors.map(({ user, name }) => [user, name])} />
      <Choice field="object" label={say(W.object)} options={objects.map((id) => [id, id])} />
      <Choice field="moment" label={say(W.moment)} options={moments.map((id) => [id, momentName(id)])} />
      <Choice field="version" label={say(W.version)} options={versions.map((id) => [id, versionName(id)])} />
      {isNarrowed ? (
        <button type="button" className="quiet" onClick={() => port.run('review.filter', NO_FILTER)}>
          {say(W.clearFilter)}
        </button>
      ) : null}
    </div>
  );
}

function Choice(props: {
  readonly field: keyof ReviewFilter;
  readonly label: string;
  readonly options: readonly (readonly [value: string, title: string])[];
}) {
  const port = usePort();
  const say = useSay();
  const { field, label, options } = props;
  const value = useSession((session) => session.review.filter[field]);
  return (
    <label className="choice">
      <span className="soft">{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) => port.run('review.filter', { [field]: event.currentTarget.value || null })}
      >
        <option value="">{say(W.any)}</option>
        {options.map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
