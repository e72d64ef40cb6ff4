import { useRef, useState } from 'react';
import { useSay } from '../desk-context.ts';
import { LIGHT_WORDS } from './light-words.ts';

/** A place to drop one file, or to choose it. */
export function FileDrop(props: {
  readonly words: string;
  readonly accept: string;
  readonly take: (file: File) => Promise<void>;
}) {
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file) void props.take(file);
  };
  return (
    <section
      className="file-drop"
      aria-label={say(LIGHT_WORDS.choose)}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      {props.words}{' '}
      <button type="button" className="primary" onClick={() => input.current?.click()}>
        {say(LIGHT_WORDS.choose)}
      </button>
      <input
        ref={input}
        type="file"
        accept={props.accept}
        hidden
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </section>
  );
}
