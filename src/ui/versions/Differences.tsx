import { useMemo, useRef, useState } from 'react';
import type { Outcome } from '../../domain/outcome.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { diffDocuments } from '../../scenario/versions/diff.ts';
import type { Change, NamedVersions, VersionsPort } from '../../state/versions-port.ts';
import { useAsked } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { placesOf } from './difference-places.ts';
import { flyTo } from './look-over.ts';
import { CHANGE_WORDS, KIND_WORDS, W } from './versions-words.ts';

/** Rows shown at once; a merged road has thousands. */
const PAGE = 150;
/** Revision 0: the document of the built city, kept for ever. */
const BUILT = '0';

/** In what any two documents of the scenario differ; a press outlines the objects and flies there. */
export function Differences(props: {
  readonly plan: CompiledScenario;
  readonly versions: VersionsPort;
  readonly list: NamedVersions;
  readonly picked: number | null;
}) {
  const { plan, versions, list, picked } = props;
  const say = useSay();
  const named = list.versions.map((each) => each.n);
  const older = named.find((n) => picked !== null && n < picked);
  const [before, setBefore] = useState(older === undefined ? BUILT : String(older));
  const [after, setAfter] = useState(picked === null ? 'draft' : String(picked));
  const [shown, setShown] = useState(PAGE);
  const first = useDocument(before, plan, versions, list);
  const second = useDocument(after, plan, versions, list);
  const differences = useMemo(
    () => (first?.ok && second?.ok ? diffDocuments(first.value, second.value) : null),
    [first, second],
  );
  const options = [
    ['live', say(W.live)],
    ['draft', `${say(W.draft)} ${list.draft.n}`],
    ...list.versions.map((each) => [String(each.n), `${each.n} ${each.name}`] as const),
    ...list.stale.map((each) => [String(each.n), say(W.staleDraft, { n: each.n })] as const),
    [BUILT, say(W.built)],
  ] as const;
  const choice = (label: string, value: string, set: (value: string) => void) => (
    <label className="choice">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          set(event.currentTarget.value);
          setShown(PAGE);
        }}
      >
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  const trouble = first && !first.ok ? first.reason : second && !second.ok ? second.reason : null;
  return (
    <>
      <div className="row">
        {choice(say(W.before), before, setBefore)}
        {choice(say(W.after), after, setAfter)}
      </div>
      <Refusal words={trouble} />
      {differences ? (
        <>
          <p role="status">
            {differences.length === 0 ? say(W.noDifference) : say(W.differences, { n: numberText(differences.length) })}{' '}
            <span className="soft">{tally(differences, say)}</span>
          </p>
          <DifferenceList differences={differences.slice(0, shown)} key={`${before} ${after}`} />
          {differences.length > shown ? (
            <button type="button" onClick={() => setShown(shown + PAGE)}>
              {say(W.more, { n: Math.min(PAGE, differences.length - shown) })}
            </button>
          ) : null}
        </>
      ) : trouble ? null : (
        <p role="status">{say(W.loading)}</p>
      )}
    </>
  );
}

/** The differences as a list to step through: a press, or an arrow key, outlines the objects and flies to them. */
function DifferenceList({ differences }: { readonly differences: readonly Change[] }) {
  const port = usePort();
  const say = useSay();
  const [current, setCurrent] = useState<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const places = useMemo(() => differences.flatMap((each, at) => (each.objects.length > 0 ? [at] : [])), [differences]);
  function show(at: number) {
    const each = differences[at];
    if (!each) return;
    setCurrent(at);
    flyTo(
      port,
      each.objects.map(({ id }) => id),
      placesOf(each),
    );
    const row = list.current?.children[at];
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector('button')?.focus({ preventScroll: true });
  }
  /** The next place after the current one, or the one before it; from an end to the other. */
  function step(by: 1 | -1) {
    const at = current === null ? -1 : places.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : places.length - 1) : (at + by + places.length) % places.length;
    show(places[next] ?? -1);
  }
  return (
    <>
      {places.length > 0 ? (
        <p className="row">
          <button type="button" onClick={() => step(-1)}>
            {say(W.previous)}
          </button>
          <button type="button" onClick={() => step(1)}>
            {say(W.next)}
          </button>
          <span className="soft" role="status">
            {current === null
              ? say(W.stepThrough)
              : say(W.stepAt, { n: numberText(places.indexOf(current) + 1), all: numberText(places.length) })}
          </span>
        </p>
      ) : null}
      <ul
        ref={list}
        className="differences"
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          step(event.key === 'ArrowDown' ? 1 : -1);
        }}
      >
        {differences.map((each, at) => (
          <DifferenceRow
            key={`${each.change} ${each.key}`}
            difference={each}
            current={at === current}
            show={() => show(at)}
          />
        ))}
      </ul>
    </>
  );
}

function DifferenceRow(props: { readonly difference: Change; readonly current: boolean; readonly show: () => void }) {
  const say = useSay();
  const { kind, change, key, alternative, phase, objects, fields } = props.difference;
  const ids = objects.map((each) => each.id);
  const place = [alternative, phase].filter((each) => each !== null).join(' ');
  const what = ids.length > 0 ? some(ids) : key.slice(key.indexOf('/') + 1);
  return (
    <li aria-current={props.current ? 'true' : undefined}>
      <span className="tag" data-change={change}>
        {say(CHANGE_WORDS[change])}
      </span>
      <span>
        {say(KIND_WORDS[kind])} {what}
        <span className="soft">
          {' '}
          {place} {fields.join(', ')}
        </span>
      </span>
      {ids.length > 0 ? (
        <button
          type="button"
          className="figure"
          aria-label={`${what} ${say(W.showObjects, { n: ids.length })}`}
          onClick={props.show}
        >
          {numberText(ids.length)}
        </button>
      ) : null}
    </li>
  );
}

type Document = CompiledScenario['document'];

/** The document that a choice names; null while it is on its way. */
function useDocument(
  choice: string,
  plan: CompiledScenario,
  versions: VersionsPort,
  list: NamedVersions,
): Outcome<Document> | null {
  const { document } = plan;
  const { outcome } = useAsked(
    `${plan.id} ${choice} ${choice === 'draft' ? list.draft.n : ''}`,
    async (): Promise<Outcome<Document>> => {
      if (choice === 'live') return { ok: true, value: document };
      const answer = await (choice === 'draft' ? versions.draft(plan.id) : versions.version(plan.id, Number(choice)));
      return answer.ok ? { ok: true, value: answer.value.document } : answer;
    },
  );
  // The plan on screen may change while it is compared.
  return useMemo(() => (choice === 'live' ? { ok: true, value: document } : outcome), [choice, document, outcome]);
}

function tally(differences: readonly Change[], say: ReturnType<typeof useSay>): string {
  const counts = new Map<Change['kind'], number>();
  for (const { kind } of differences) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, n]) => `${say(KIND_WORDS[kind])} ${numberText(n)}`).join('  ');
}

function some(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(', ')} …` : ids.join(', ');
}
