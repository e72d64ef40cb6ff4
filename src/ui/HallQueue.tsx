import { useMemo } from 'react';
import type { QueueEntry } from '../domain/incident.ts';
import { LEVEL_WORDS } from '../domain/level.ts';
import { useEntryText } from './alert-text.ts';
import { liveEntries, toldQueue } from './alerts-view.ts';
import { DataName } from './DataName.tsx';
import { sameShape, usePort, useSample, useSay, useSession } from './desk-context.ts';
import { numberText } from './format.ts';
import { StatusIcon } from './StatusIcon.tsx';
import { AlertTags } from './Tag.tsx';
import { W } from './words.ts';

/** How many alerts stand below the first; nothing on a wall scrolls. */
const FOLLOWING = 4;

/** The wall's queue. The first alert is written to be read at 8 m; the next ones say place and level. */
export function HallQueue() {
  const say = useSay();
  const queue = useSample((port) => toldQueue(port), sameShape);
  const port = usePort();
  const entries = useMemo(() => liveEntries(queue, port.fleet()), [queue, port]);
  const [first, ...rest] = entries;
  return (
    <section className="panel hall-queue" aria-label={say(W.queue)}>
      <header className="panel-head">
        <h2>{say(W.queue)}</h2>
        <span className="count">{numberText(entries.length)}</span>
      </header>
      {first ? <FirstAlert key={first.key} entry={first} /> : <p className="calm">{say(W.queueCalm)}</p>}
      <ol>
        {rest.slice(0, FOLLOWING).map((entry) => (
          <NextAlert key={entry.key} entry={entry} />
        ))}
      </ol>
      {rest.length > FOLLOWING ? <p className="soft">{say(W.more, { n: rest.length - FOLLOWING })}</p> : null}
    </section>
  );
}

function FirstAlert({ entry }: { readonly entry: QueueEntry }) {
  const say = useSay();
  const { head: alert } = entry;
  const text = useEntryText(entry);
  const away = useSession((session) => session.returnTo !== null);
  return (
    <article className="first-alert" data-level={alert.level} data-framed={alert.drill}>
      <p className="first-level">
        <StatusIcon status={alert.level} silent />
        {say(LEVEL_WORDS[alert.level])}
        <AlertTags alert={alert} />
      </p>
      <h3>
        <DataName name={text.place} />
      </h3>
      <p className="first-value">
        <b>{text.value}</b>
        {text.limit ? <span className="soft">/ {text.limit}</span> : null}
      </p>
      <p>{text.what}</p>
      <p className="soft">{text.since}</p>
      <p>
        {text.stage}·{say(W.whoHasIt, { who: text.who })}
      </p>
      <p>{text.next}</p>
      <p className="soft">{say(away ? W.visitBack : W.visit)}</p>
    </article>
  );
}

function NextAlert({ entry }: { readonly entry: QueueEntry }) {
  const { head: alert } = entry;
  const text = useEntryText(entry);
  return (
    <li data-framed={alert.drill}>
      <StatusIcon status={alert.level} />
      <span>
        <span className="next-place">
          <span>
            <DataName name={text.place} />
          </span>{' '}
          <AlertTags alert={alert} />
        </span>
        <span className="soft">{text.what}</span>
      </span>
      <b>{text.value}</b>
    </li>
  );
}
