import './side-dialog.css';
import { type ReactNode, useEffect, useRef } from 'react';
import type { PanelId } from '../state/session.ts';
import { usePort, useSay } from './desk-context.ts';
import { Icon } from './Icon.tsx';
import { W } from './words.ts';

/**
 * A dialog beside the scene. No modal <dialog>, which would hide the scene that it points at; but as with one the keyboard
 * goes in when it opens, Escape closes it, and the keyboard goes back to where it was.
 */
export function SideDialog(props: {
  readonly panel: PanelId;
  readonly title: string;
  /** Beside the title. */
  readonly note?: ReactNode;
  readonly className: string;
  readonly children: ReactNode;
}) {
  const port = usePort();
  const say = useSay();
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const close = () => port.run(`panel.${props.panel}`, false);
  return (
    <div
      ref={dialog}
      tabIndex={-1}
      className={`panel side-dialog ${props.className}`}
      role="dialog"
      aria-label={props.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <header className="panel-head">
        <h2>{props.title}</h2>
        {props.note ? <span className="soft">{props.note}</span> : null}
        <button type="button" className="quiet" aria-label={say(W.close)} onClick={close}>
          <Icon id="close" />
        </button>
      </header>
      <div className="panel-body">{props.children}</div>
    </div>
  );
}
