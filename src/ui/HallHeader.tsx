import { Brand } from './CommandBar.tsx';
import { useDesk, useSample, useSay, useSession } from './desk-context.ts';
import { clockText, dateText, weekday } from './format.ts';
import { W } from './words.ts';

/** Top line of the wall: which city, what time it is there. */
export function HallHeader() {
  const { port } = useDesk();
  const say = useSay();
  const language = useSession((session) => session.language);
  const now = useSample((each) => Math.floor(each.now() / 1000) * 1000);
  const { utcOffset, title } = port.catalog.city;
  return (
    <header className="hall-header">
      <h1 className="brand">
        <Brand />
        <span>{say(W.hallTitle, { city: say(title) })}</span>
      </h1>
      <p className="hall-clock">
        <span className="soft">
          {dateText(now, utcOffset)} {weekday(now, utcOffset, language)}
        </span>
        <b>{clockText(now, utcOffset, true)}</b>
      </p>
    </header>
  );
}
