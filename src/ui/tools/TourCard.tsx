import './tools.css';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { B } from './bookmark-words.ts';

/** Where the tour is. */
export default function TourCard({ tour }: { readonly tour: number }) {
  const port = usePort();
  const say = useSay();
  const bookmarks = useSession((session) => session.bookmarks);
  const held = useSession((session) => session.tourHeld);
  const name = bookmarks[tour]?.name ?? '';
  return (
    <section className="tool-card tour-card">
      <header>
        <b role="status">{say(B.touring, { n: tour + 1, all: bookmarks.length, name })}</b>
        <span className="soft">{say(held ? B.freeHand : B.anyInput)}</span>
        <button type="button" aria-pressed={held} onClick={() => port.run('tour.hold')}>
          {say(held ? B.goOn : B.hold)}
        </button>
        <button type="button" onClick={() => port.run('tour.stop')}>
          {say(B.stop)}
        </button>
      </header>
    </section>
  );
}
