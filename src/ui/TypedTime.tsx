import { type ReactNode, useState } from 'react';
import type { Instant } from '../domain/clock.ts';
import { usePort, useSay } from './desk-context.ts';
import { momentText } from './format.ts';
import { readTypedTime } from './typed-time.ts';
import { W } from './words.ts';

/** The time readout; a click turns it into a field that takes a date, a time of day, a slice or `now`. */
export function TypedTime(props: { readonly at: Instant; readonly editable: boolean; readonly children: ReactNode }) {
  const port = usePort();
  const say = useSay();
  const { utcOffset } = port.catalog.city;
  const [text, setText] = useState<string | null>(null);
  const [trouble, setTrouble] = useState('');
  if (!props.editable) return <div className="time-text">{props.children}</div>;
  if (text === null)
    return (
      <button
        type="button"
        className="time-text quiet"
        title={say(W.typeTime)}
        onClick={() => setText(momentText(props.at, utcOffset))}
      >
        {props.children}
      </button>
    );
  function submit() {
    const argument = readTypedTime(text ?? '', port.at(), utcOffset);
    try {
      if (argument === null) throw new RangeError(say(W.badTime, { text: text ?? '' }));
      port.run('time.set', argument);
      setText(null);
      setTrouble('');
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }
  return (
    <form
      className="time-typed"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <input
        // The field replaces the button that was just pressed: the person means to type.
        ref={(element) => element?.focus()}
        value={text}
        aria-label={say(W.typeTime)}
        aria-invalid={trouble !== ''}
        onChange={(event) => setText(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => setText(null)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText(null);
        }}
      />
      {trouble ? (
        <p className="time-trouble" role="alert">
          {trouble}
        </p>
      ) : null}
    </form>
  );
}
