import './tools.css';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { B } from './bookmark-words.ts';

/** Where the tour is. */
export default function TourCard({ tour }: { readonly tour: number }) {
  const port = usePort();
  const say = useSay();
  const bookmarks = useSession((session) => session.bookmarks);
  const name = bookmarks[tour]?.name ?? '';
  return (
    <section className="tool-card tour-card">
      <header>
        <b role="status">{say(B.touring, { n: tour + 1, all: bookmarks.length, name })}</b>
        <span className="soft">{say(B.anyInput)}</span>
        <button type="button" onClick={() => port.run('tour.stop')}>
          {say(B.stop)}
        </button>
      </header>
    </section>
  );
}
