import './export.css';
import { useEffect, useRef, useState } from 'react';
import {
  FILM_LIMITS,
  FILM_SIZES,
  filmPlan,
  type OfferedSize,
  PICTURE_SIZES,
  PictureTooLarge,
} from '../../domain/picture.ts';
import type { Words } from '../../domain/words.ts';
import { formatPlayhead } from '../../state/playhead.ts';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { usePeople } from '../people/use-people.ts';
import { printReport } from '../printing.ts';
import { SideDialog } from '../SideDialog.tsx';
import { deskBesideFilm } from '../sample-clock.ts';
import { saveFile } from '../save-file.ts';
import { drawMeasure } from './draw-measure.ts';
import { drawStamp } from './draw-stamp.ts';
import { E } from './export-words.ts';
import { type FilmSpan, spansOf } from './film-spans.ts';
import { stampOf } from './stamp-text.ts';

/** What the work in hand says; null while there is none. */
type Progress =
  | { readonly kind: 'busy'; readonly frame: number; readonly of: number }
  | { readonly kind: 'done'; readonly words: Words; readonly values?: Readonly<Record<string, string>> };

/** What leaves the desk: pictures up to 8K, time-lapses, the report, the plan's file. Each says what it is and who took it. */
export default function ExportDialog() {
  const { port } = useDesk();
  const say = useSay();
  const { me } = usePeople();
  const planned = useSession((session) => session.scenario !== null);
  const poles = useSample((each) => {
    const plan = each.scenario();
    return plan !== null && (plan.document.project.kind ?? 'poles') === 'poles';
  });
  const [progress, setProgress] = useState<Progress | null>(null);
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const busy = progress?.kind === 'busy';

  /** Does `work`; what it throws is said, and nothing is left behind. */
  const perform = async (work: (signal: AbortSignal) => Promise<Progress>, frames: number) => {
    const mine = new AbortController();
    stop.current = mine;
    setProgress({ kind: 'busy', frame: 0, of: frames });
    setProgress(await work(mine.signal).catch((error: unknown) => ended(error, mine.signal)));
  };
  const savePicture = (size: OfferedSize) =>
    void perform(
      () =>
        port.pictures(size, async (shot, ratio) => {
          const picture = await shot();
          drawMeasure(picture, ratio, port);
          drawStamp(picture, stampOf(port, me, say));
          const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve));
          if (!blob) throw new PictureTooLarge(size, Math.max(size.width, size.height) - 1);
          return saved(fileName(port.at(), size, 'png'), blob);
        }),
      1,
    );
  const saveFilm = (span: FilmSpan, size: OfferedSize, seconds: number, rate: number) =>
    void perform(
      async (signal) => {
        const plan = filmPlan(span.from, span.to, seconds, rate);
        const { makeFilm } = await import('./film.ts');
        const before = formatPlayhead(port.store.getState());
        const desk = deskBesideFilm(port);
        try {
          return await port.pictures(size, async (shot, ratio) => {
            const film = await makeFilm({
              plan,
              size,
              signal,
              async draw(instant, onto) {
                desk.moment(() => port.run('time.set', instant));
                const picture = await shot(onto);
                drawMeasure(picture, ratio, port);
                drawStamp(picture, stampOf(port, me, say));
              },
              onFrame: (frame) => setProgress({ kind: 'busy', frame, of: plan.instants.length }),
            });
            return saved(fileName(span.from, size, film.extension), film.blob);
          });
        } finally {
          desk.moment(() => port.run('time.set', before));
          desk.end();
        }
      },
      Math.round(seconds * rate),
    );
  const saveDrawing = () =>
    void perform(async () => {
      const { savePoleDrawing } = await import('./save-drawing.ts');
      const { file, blob } = savePoleDrawing(port, stampOf(port, me, say));
      return told(file, blob);
    }, 1);

  return (
    <SideDialog panel="export" title={say(E.title)} className="export">
      <p className="soft">{say(E.carries)}</p>
      <PicturePart busy={busy} save={savePicture} />
      <FilmPart busy={busy} save={saveFilm} />
      <section aria-label={say(E.document)}>
        <h3>{say(E.document)}</h3>
        <div className="export-row">
          <button type="button" disabled={busy} onClick={() => void printReport(port)}>
            {say(E.print)}
          </button>
          {planned ? (
            <button type="button" disabled={busy} onClick={() => port.run('scenario.export')}>
              {say(E.planFile)}
            </button>
          ) : null}
          {poles ? (
            <button type="button" disabled={busy} onClick={saveDrawing}>
              {say(E.dxf)}
            </button>
          ) : null}
        </div>
      </section>
      <p role="status" className="export-status">
        {progress?.kind === 'busy' ? (
          <>
            <progress value={progress.frame} max={progress.of} />
            {progress.of > 1 ? say(E.frames, { i: progress.frame, n: progress.of }) : say(E.drawing)}
            <button type="button" className="quiet" onClick={() => stop.current?.abort()}>
              {say(E.stop)}
            </button>
          </>
        ) : progress ? (
          say(progress.words, progress.values)
        ) : null}
      </p>
    </SideDialog>
  );
}

function PicturePart(props: { readonly busy: boolean; readonly save: (size: OfferedSize) => void }) {
  const say = useSay();
  const [size, setSize] = useState<OfferedSize>(PICTURE_SIZES[1] as OfferedSize);
  return (
    <section aria-label={say(E.picture)}>
      <h3>{say(E.picture)}</h3>
      <div className="export-row">
        <SizeChoice sizes={PICTURE_SIZES} size={size} choose={setSize} />
        <button type="button" disabled={props.busy} onClick={() => props.save(size)}>
          {say(E.savePicture)}
        </button>
      </div>
    </section>
  );
}

function FilmPart(props: {
  readonly busy: boolean;
  readonly save: (span: FilmSpan, size: OfferedSize, seconds: number, rate: number) => void;
}) {
  const say = useSay();
  const { port } = useDesk();
  const planEnd = useSample((each) => each.scenario()?.end ?? null);
  const spans = spansOf(port.now(), planEnd);
  const [spanId, setSpanId] = useState(spans[0]?.id);
  const [size, setSize] = useState<OfferedSize>(FILM_SIZES[1] as OfferedSize);
  const [seconds, setSeconds] = useState(20);
  const [rate, setRate] = useState(24);
  const spanOf = (of: readonly FilmSpan[]) => of.find((each) => each.id === spanId) ?? of[0];
  const span = spanOf(spans);
  const possible = seconds > 0 && seconds <= FILM_LIMITS.seconds && rate >= 1 && rate <= FILM_LIMITS.rate;
  return (
    <section aria-label={say(E.film)}>
      <h3>{say(E.film)}</h3>
      <div className="export-row">
        <label className="choice">
          <span>{say(E.span)}</span>
          <select value={span?.id} onChange={(event) => setSpanId(event.currentTarget.value)}>
            {spans.map(({ id, title }) => (
              <option key={id} value={id}>
                {say(title)}
              </option>
            ))}
          </select>
        </label>
        <SizeChoice sizes={FILM_SIZES} size={size} choose={setSize} />
        <NumberField label={E.seconds} value={seconds} most={FILM_LIMITS.seconds} set={setSeconds} />
        <NumberField label={E.rate} value={rate} most={FILM_LIMITS.rate} set={setRate} />
        <button
          type="button"
          disabled={props.busy || !span || !possible}
          onClick={() => {
            // The clock has gone on since the list was drawn.
            const asked = spanOf(spansOf(port.now(), planEnd));
            if (asked) props.save(asked, size, seconds, rate);
          }}
        >
          {say(E.saveFilm)}
        </button>
      </div>
    </section>
  );
}

function SizeChoice(props: {
  readonly sizes: readonly OfferedSize[];
  readonly size: OfferedSize;
  readonly choose: (size: OfferedSize) => void;
}) {
  const say = useSay();
  const { sizes, size, choose } = props;
  return (
    <label className="choice">
      <span>{say(E.size)}</span>
      <select
        value={size.id}
        onChange={(event) => choose(sizes.find(({ id }) => id === event.currentTarget.value) ?? size)}
      >
        {sizes.map(({ id, title }) => (
          <option key={id} value={id}>
            {say(title)}
          </option>
        ))}
      </select>
    </label>
  );
}

function NumberField(props: {
  readonly label: Words;
  readonly value: number;
  readonly most: number;
  readonly set: (value: number) => void;
}) {
  const say = useSay();
  return (
    <label className="choice">
      <span>{say(props.label)}</span>
      <input
        type="number"
        min={1}
        max={props.most}
        step={1}
        value={props.value}
        onChange={(event) => props.set(Math.round(event.currentTarget.valueAsNumber || 0))}
      />
    </label>
  );
}

function saved(file: string, blob: Blob): Progress {
  saveFile(file, blob);
  return told(file, blob);
}

function told(file: string, blob: Blob): Progress {
  const megabytes = blob.size / 1e6;
  const size = megabytes < 1 ? `${numberText(blob.size / 1e3)} KB` : `${numberText(megabytes, 1)} MB`;
  return { kind: 'done', words: E.saved, values: { file, size } };
}

function ended(error: unknown, signal: AbortSignal): Progress {
  if (signal.aborted) return { kind: 'done', words: E.stopped };
  if (error instanceof PictureTooLarge)
    return { kind: 'done', words: E.tooLarge, values: { n: numberText(error.limit) } };
  if (error instanceof Error && error.name === 'NoEncoder') return { kind: 'done', words: E.noEncoder };
  return { kind: 'done', words: E.failed, values: { reason: error instanceof Error ? error.message : String(error) } };
}

function fileName(at: number, { width, height }: OfferedSize, extension: string): string {
  return `chengjing-${new Date(at).toISOString().slice(0, 16).replaceAll(':', '')}Z-${width}x${height}.${extension}`;
}
