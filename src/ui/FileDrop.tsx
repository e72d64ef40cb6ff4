import './file-drop.css';
import { type ReactNode, useRef, useState } from 'react';

/** A place to drop files, or to choose them. */
export function FileDrop(props: {
  readonly label: string;
  readonly words: string;
  readonly choose: string;
  /** Endings that the chooser offers; absent: any. */
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly busy?: boolean;
  readonly take: (files: readonly File[]) => void;
  /** Below the button. */
  readonly children?: ReactNode;
}) {
  const { label, words, choose, accept, multiple = false, busy = false, take, children } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const given = (files: FileList | null) => {
    const list = [...(files ?? [])].slice(0, multiple ? undefined : 1);
    if (list.length > 0) take(list);
  };
  return (
    <section
      className="file-drop"
      aria-label={label}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        given(event.dataTransfer.files);
      }}
    >
      <p>
        {words}{' '}
        <button type="button" className="primary" disabled={busy} onClick={() => input.current?.click()}>
          {choose}
        </button>
      </p>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={multiple}
        hidden
        onChange={(event) => {
          given(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      {children}
    </section>
  );
}
