import './duty.css';
import type { Alert } from '../../domain/alert.ts';
import type { PlanDefinition } from '../../domain/layer.ts';
import type { Book, DutyRoomPort } from '../../state/duty-port.ts';
import { useAsked } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { W } from '../words.ts';
import { CaseLine } from './CaseLine.tsx';
import { DUTY } from './duty-words.ts';
import { HolderLine } from './HolderLine.tsx';
import { useDutyRoom } from './use-duty-room.ts';
import { VideoLine } from './VideoLine.tsx';

/** What an officer needs beside why it was raised: who has it, the plan's steps, whom to call, the picture, the case. */
export default function AlertCard({ alert }: { readonly alert: Alert }) {
  const room = useDutyRoom();
  return room ? <Card alert={alert} room={room} /> : null;
}

function Card({ alert, room }: { readonly alert: Alert; readonly room: DutyRoomPort }) {
  const port = usePort();
  const say = useSay();
  const { outcome } = useAsked('book', room.book);
  if (!outcome) return <p role="status">{say(DUTY.loading)}</p>;
  if (!outcome.ok) return <p className="soft">{say(outcome.reason)}</p>;
  const book = outcome.value;
  const plan = planOf(alert, book, port.fleet().get(alert.layer)?.definition.plans ?? []);
  const contacts = book.contacts.filter(({ layers }) => !layers || layers.includes(alert.layer));
  const cameras = book.cameras.filter(({ assets }) => assets.includes(alert.asset));
  return (
    <dl className="facts alert-why alert-card">
      <dt>{say(DUTY.holder)}</dt>
      <dd>
        <HolderLine alert={alert} room={room} />
      </dd>
      <dt>{say(DUTY.plan)}</dt>
      <dd>
        {plan ? (
          <>
            <ol className="plan-steps">
              {plan.steps.map((step) => (
                <li key={step.zh}>{say(step)}</li>
              ))}
            </ol>
            <span className="soft">{say(W.thresholdSource, { source: plan.source.text })}</span>{' '}
            {plan.source.confidence === 'D' ? <span className="tag">{say(DUTY.illustrative)}</span> : null}
          </>
        ) : (
          <span className="soft">{say(DUTY.planNone)}</span>
        )}
      </dd>
      <dt>{say(DUTY.contacts)}</dt>
      <dd>
        {contacts.length === 0 ? <span className="soft">{say(DUTY.contactsNone)}</span> : null}
        <ul className="contacts">
          {contacts.map((contact) => (
            <li key={`${contact.unit} ${contact.phone}`}>
              {contact.unit}·{say(contact.duty)} <a href={`tel:${contact.phone}`}>{contact.phone}</a>{' '}
              {contact.illustrative ? <span className="tag">{say(DUTY.illustrative)}</span> : null}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{say(DUTY.video)}</dt>
      <dd>
        {cameras.length === 0 ? <span className="soft">{say(DUTY.videoNone)}</span> : null}
        {cameras.map((camera) => (
          <VideoLine key={camera.id} camera={camera} room={room} />
        ))}
      </dd>
      <dt>{say(DUTY.case)}</dt>
      <dd>
        <CaseLine alert={alert} room={room} />
      </dd>
    </dl>
  );
}

/** The bureau's own plan for an alert before the layer's; one for its property before one for the whole layer. */
function planOf(alert: Alert, book: Book, own: readonly PlanDefinition[]): PlanDefinition | undefined {
  const fits = (plans: readonly PlanDefinition[]) => {
    const level = plans.filter(({ levels }) => levels.includes(alert.level));
    return (
      level.find(({ property }) => property === alert.property) ?? level.find((plan) => plan.property === undefined)
    );
  };
  return fits(book.plans.filter(({ layer }) => layer === alert.layer)) ?? fits(own);
}
