import { type ReactNode, useId } from 'react';
import type { PanelId } from '../state/session.ts';
import { usePort, useSay } from './desk-context.ts';
import { Icon } from './Icon.tsx';
import { W } from './words.ts';

/** A titled card beside the scene, with a close button that runs its panel's command. */
export function Panel(props: {
  readonly panel?: PanelId;
  readonly title: string;
  /** Stands for the title on screen. */
  readonly heading?: ReactNode;
  readonly className?: string;
  readonly aside?: ReactNode;
  /** The panel shows something brought together by place. */
  readonly density?: boolean;
  readonly children: ReactNode;
}) {
  const port = usePort();
  const say = useSay();
  const id = useId();
  const { panel } = props;
  return (
    <section
      className={`panel ${props.className ?? ''}`}
      aria-labelledby={id}
      {...(props.density ? { 'data-density': true } : {})}
    >
      <header className="panel-head">
        <h2 id={id}>{props.heading ?? props.title}</h2>
        {props.aside}
        {panel ? (
          <button
            type="button"
            className="quiet"
            aria-label={`${say(W.close)} ${props.title}`}
            onClick={() => port.run(`panel.${panel}`, false)}
          >
            <Icon id="close" />
          </button>
        ) : null}
      </header>
      <div className="panel-body">{props.children}</div>
    </section>
  );
}
