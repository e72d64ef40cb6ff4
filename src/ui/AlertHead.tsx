import { useState } from 'react';
import type { Alert } from '../domain/alert.ts';
import type { AlertText } from './alert-text.ts';
import { DataName } from './DataName.tsx';
import { useDesk, useSay } from './desk-context.ts';
import { StatusIcon } from './StatusIcon.tsx';
import { AlertTags } from './Tag.tsx';
import { W } from './words.ts';

/** Whether this session may decide, and whether what may be decided is unfolded. */
export interface Deciding {
  readonly may: boolean;
  readonly open: boolean;
  readonly toggle: () => void;
  readonly close: () => void;
}

export function useDeciding(replayed = false): Deciding {
  const { port, mode } = useDesk();
  const [open, setOpen] = useState(false);
  return {
    may: !replayed && mode.tools.includes('decide-alerts') && port.catalog.role === 'operator',
    open,
    toggle: () => setOpen(!open),
    close: () => setOpen(false),
  };
}

/** What an entry of the list says, alert or incident: level, place, what, figure, since when. A click goes there. */
export function AlertHead({
  alert,
  text,
  figure,
  replayed = false,
  deciding,
  onGo,
}: {
  readonly alert: Alert;
  readonly text: Pick<AlertText, 'place' | 'what' | 'since' | 'stage' | 'who'>;
  /** Value against limit, or how many; may be empty. */
  readonly figure: string;
  readonly replayed?: boolean;
  readonly deciding: Deciding;
  readonly onGo: () => void;
}) {
  const say = useSay();
  return (
    <>
      <button type="button" className="alert-go" onClick={onGo}>
        <StatusIcon status={alert.level} />
        <span className="alert-text">
          <span className="alert-place">
            <b>
              <DataName name={text.place} />
            </b>{' '}
            <AlertTags alert={alert} replayed={replayed} />
          </span>
          <span>{text.what}</span>
          {figure ? <b>{figure}</b> : null}
          <span className="soft">
            {text.since}·{text.stage}·{text.who}
          </span>
        </span>
      </button>
      {deciding.may ? (
        <button type="button" className="quiet decide" aria-expanded={deciding.open} onClick={deciding.toggle}>
          {say(W.decide)}
        </button>
      ) : null}
    </>
  );
}
