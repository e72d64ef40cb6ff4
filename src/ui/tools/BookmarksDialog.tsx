import './tools.css';
import { useRef, useState } from 'react';
import { bookmarkFile } from '../../state/bookmark-file.ts';
import type { Bookmark } from '../../state/session.ts';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { Icon } from '../Icon.tsx';
import { SideDialog } from '../SideDialog.tsx';
import { saveFile } from '../save-file.ts';
import { B } from './bookmark-words.ts';

/** Kept views, their order and times, and the tour through them. */
export default function BookmarksDialog() {
  const port = usePort();
  const say = useSay();
  const bookmarks = useSession((session) => session.bookmarks);
  const input = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function bringIn(file: File | undefined) {
    if (!file) return;
    try {
      port.run('bookmark.import', { name: file.name, text: await file.text() });
      setTrouble(null);
    } catch (error) {
      setTrouble((error as Error).message);
    }
  }
  return (
    <SideDialog panel="bookmarks" title={say(B.title)} className="bookmarks">
      <div className="row">
        <button type="button" className="primary" onClick={() => port.run('bookmark.add')}>
          {say(B.add)} <kbd>5</kbd>
        </button>
        <button type="button" disabled={bookmarks.length === 0} onClick={() => port.run('tour.play')}>
          {say(B.play)}
        </button>
        <button
          type="button"
          disabled={bookmarks.length === 0}
          onClick={() => saveFile('bookmarks.json', bookmarkFile(bookmarks))}
        >
          {say(B.exported)}
        </button>
        <button type="button" onClick={() => input.current?.click()}>
          {say(B.imported)}
        </button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => {
            void bringIn(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {trouble ? <p role="alert">{trouble}</p> : null}
      {bookmarks.length === 0 ? <p className="empty">{say(B.none)}</p> : null}
      <ol className="bookmark-list">
        {bookmarks.map((bookmark, index) => (
          <Row key={bookmark.id} bookmark={bookmark} index={index} />
        ))}
      </ol>
    </SideDialog>
  );
}

function Row({ bookmark: { id, name, dwell }, index }: { readonly bookmark: Bookmark; readonly index: number }) {
  const port = usePort();
  const say = useSay();
  const rename = (field: HTMLInputElement) => {
    if (field.value.trim() === '') field.value = name;
    else if (field.value.trim() !== name) port.run('bookmark.change', { id, name: field.value });
  };
  return (
    <li>
      <button type="button" onClick={() => port.run('bookmark.open', id)} aria-label={`${say(B.open)} ${name}`}>
        {say(B.open)}
      </button>
      <input
        key={name}
        type="text"
        aria-label={say(B.name)}
        defaultValue={name}
        maxLength={120}
        onBlur={({ currentTarget }) => rename(currentTarget)}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && rename(currentTarget)}
      />
      <NumberField
        label={say(B.dwell)}
        value={dwell}
        step={1}
        decimals={0}
        write={(value) => port.run('bookmark.change', { id, dwell: Math.min(600, Math.max(1, value)) })}
      />
      <button
        type="button"
        className="quiet"
        disabled={index === 0}
        title={say(B.up)}
        aria-label={`${say(B.up)} ${name}`}
        onClick={() => port.run('bookmark.change', { id, to: index - 1 })}
      >
        ↑
      </button>
      <button
        type="button"
        className="quiet"
        title={say(B.remove)}
        aria-label={`${say(B.remove)} ${name}`}
        onClick={() => port.run('bookmark.remove', id)}
      >
        <Icon id="close" />
      </button>
    </li>
  );
}
