import './versions.css';
import { useEffect, useRef } from 'react';
import type { LeftOut } from '../../domain/left-out.ts';
import { usePort, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { flyTo } from './look-over.ts';
import { W } from './versions-words.ts';

/** Every part of a plan that could not be taken, with its place and why; a press shows the assets that it is about. */
export default function LeftOutDialog({
  parts,
  close,
}: {
  readonly parts: readonly LeftOut[];
  readonly close: () => void;
}) {
  const port = usePort();
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="about left-out" aria-label={say(W.leftOut)} onClose={close}>
      <header className="panel-head">
        <h2>{say(W.leftOut)}</h2>
        <span className="soft">{say(W.leftOutCount, { n: numberText(parts.length) })}</span>
        <button type="button" className="quiet" aria-label={say(W.close)} onClick={close}>
          <Icon id="close" />
        </button>
      </header>
      <p>{say(W.leftOutNote)}</p>
      <ol>
        {parts.map(({ place, reason, objects }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown, and two parts may say the same.
          <li key={index}>
            <b>{say(place)}</b>
            <span>{say(reason)}</span>
            {objects.length > 0 ? (
              <button
                type="button"
                className="figure"
                aria-label={say(W.showObjects, { n: objects.length })}
                onClick={() => {
                  flyTo(port, objects);
                  close();
                }}
              >
                {objects.length > 2 ? `${objects.slice(0, 2).join(', ')} …` : objects.join(', ')}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
    </dialog>
  );
}
