import './duty.css';
import { useState } from 'react';
import { handoverLists } from '../../domain/handover.ts';
import { mutesAt } from '../../domain/mute.ts';
import type { DutyRoomPort, DutyState } from '../../state/duty-port.ts';
import { useAsked, useDeed } from '../asked.ts';
import { sameShape, usePort, useSample, useSay } from '../desk-context.ts';
import { momentText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { SideDialog } from '../SideDialog.tsx';
import { DrillPart } from './DrillPart.tsx';
import { DUTY } from './duty-words.ts';
import { GalePart } from './GalePart.tsx';
import { HandoverTable } from './HandoverTable.tsx';
import { useDutyRoom } from './use-duty-room.ts';

const PAGES = { handover: DUTY.pageHandover, gale: DUTY.pageGale, drill: DUTY.pageDrill } as const;

/** 交接班: what the next officer takes on and by whose name; what is to be secured before a gale; drills. */
export default function DutyDialog() {
  const say = useSay();
  const room = useDutyRoom();
  const duty = useSample((port) => port.duty(), sameShape);
  const [page, setPage] = useState<keyof typeof PAGES>('handover');
  return (
    <SideDialog panel="duty" title={say(DUTY.duty)} className="duty-dialog figures">
      <fieldset className="segments pages">
        <legend className="visually-hidden">{say(DUTY.duty)}</legend>
        {(Object.keys(PAGES) as (keyof typeof PAGES)[]).map((each) => (
          <button key={each} type="button" aria-pressed={page === each} onClick={() => setPage(each)}>
            {say(PAGES[each])}
          </button>
        ))}
      </fieldset>
      {!room ? (
        <p role="status">{say(DUTY.loading)}</p>
      ) : page === 'gale' ? (
        <GalePart />
      ) : page === 'drill' ? (
        <DrillPart room={room} drill={duty.drill} />
      ) : (
        <>
          {duty.handover ? <Given key={duty.handover.id} given={duty.handover} room={room} /> : null}
          {duty.handover && !duty.handover.accepted ? null : <Giving room={room} />}
          <p>
            <a href="/api/duty/day?as=page" target="_blank" rel="noreferrer">
              {say(DUTY.dayReport)}
            </a>
          </p>
        </>
      )}
    </SideDialog>
  );
}

/** The last hand-over; while it waits, the next officer writes their name under it. */
function Given({ given, room }: { readonly given: NonNullable<DutyState['handover']>; readonly room: DutyRoomPort }) {
  const say = useSay();
  const { utcOffset } = usePort().catalog.city;
  const { outcome } = useAsked(given.id, () => room.handover(given.id));
  const [name, setName] = useState('');
  const { busy, refusal, perform } = useDeed();
  const { accepted } = given;
  return (
    <section className="handover" data-waits={accepted === null}>
      <h3>{say(DUTY.handedOver)}</h3>
      <p>
        {say(DUTY.from, { name: given.from.name, time: momentText(given.at, utcOffset) })}
        {given.note ? <q>{given.note}</q> : null}
        {accepted ? (
          <b> {say(DUTY.acceptedBy, { name: accepted.by.name, time: momentText(accepted.at, utcOffset) })}</b>
        ) : null}
      </p>
      {outcome?.ok ? <HandoverTable lists={outcome.value.lists} at={given.at} /> : null}
      {outcome && !outcome.ok ? <Refusal words={outcome.reason} /> : null}
      {accepted ? null : (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            perform(() => room.accept(given.id, name.trim()));
          }}
        >
          <input
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            placeholder={say(DUTY.name)}
            aria-label={say(DUTY.name)}
            maxLength={60}
          />
          <button type="submit" disabled={busy || name.trim() === ''}>
            {say(DUTY.accept)}
          </button>
          <Refusal words={refusal} />
        </form>
      )}
    </section>
  );
}

/** What would be handed over now, and the press that does it. */
function Giving({ room }: { readonly room: DutyRoomPort }) {
  const say = useSay();
  const [note, setNote] = useState('');
  const { busy, refusal, perform } = useDeed();
  const now = useSample((port) => Math.floor(port.now() / 60_000) * 60_000);
  const lists = useSample((port) => handoverLists(port.alerts(), [...mutesAt(port.mutes(), now)], [], now), sameShape);
  return (
    <section className="handover">
      <h3>{say(DUTY.toHandOver)}</h3>
      <HandoverTable lists={lists} at={now} counted={false} />
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          perform(
            () => room.offer(note),
            () => setNote(''),
          );
        }}
      >
        <input
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          placeholder={say(DUTY.note)}
          aria-label={say(DUTY.note)}
          maxLength={2000}
        />
        <button type="submit" disabled={busy}>
          {say(DUTY.offer)}
        </button>
        <Refusal words={refusal} />
      </form>
    </section>
  );
}
