import { LEVEL_WORDS, type Level } from '../domain/level.ts';
import { LIVENESS_WORDS, type Liveness } from '../domain/liveness.ts';
import { STATUS_SHAPE, type StatusShape } from '../domain/palette.ts';
import { useSay } from './desk-context.ts';
import { W } from './words.ts';

/**
 * Status and liveness as one symbol: shape and colour say the status; full, clock, hollow and slash say how far it may be trusted.
 * It reads in grey, and aloud.
 */
export function StatusIcon(props: {
  readonly status: Level | 'quality';
  readonly liveness?: Liveness;
  /** Leaves the symbol unread where words beside it say the same. */
  readonly silent?: boolean;
}) {
  const say = useSay();
  const { status, liveness = 'live' } = props;
  const shape = liveness === 'none' ? 'ring' : STATUS_SHAPE[status];
  const label = `${say(status === 'quality' ? W.quality : LEVEL_WORDS[status])}·${say(LIVENESS_WORDS[liveness])}`;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has a label or is silent; a title would show as a tooltip on every symbol
    <svg
      className="status"
      viewBox="0 0 20 20"
      data-status={status}
      data-liveness={liveness}
      {...(props.silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <Shape shape={shape} />
      {liveness === 'late' ? (
        <g className="status-clock">
          <circle cx="15" cy="15" r="4.6" />
          <path d="M15 12.6V15l1.7 1.2" />
        </g>
      ) : null}
      {liveness === 'offline' ? <path className="status-slash" d="M3 17 17 3" /> : null}
    </svg>
  );
}

function Shape({ shape }: { readonly shape: StatusShape }) {
  switch (shape) {
    case 'circle':
      return <circle className="status-body" cx="10" cy="10" r="6" />;
    case 'ring':
      return <circle className="status-ring" cx="10" cy="10" r="5.6" />;
    case 'triangle':
      return <path className="status-body" d="M10 2.6 18 16.4H2Z" />;
    case 'diamond':
      return <path className="status-body" d="m10 1.8 8.2 8.2-8.2 8.2L1.8 10Z" />;
    case 'square':
      return <rect className="status-body" x="3" y="3" width="14" height="14" />;
    case 'barred-circle':
      return (
        <>
          <circle className="status-body" cx="10" cy="10" r="6.4" />
          <path className="status-bar" d="M5.4 10h9.2" />
        </>
      );
  }
}
