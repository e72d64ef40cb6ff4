import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Me, PeoplePort } from '../../state/people-port.ts';
import { usePort } from '../desk-context.ts';

const NOTHING = () => () => {};

/** The people's port once its code is here, and who looks at the page; the gateway is asked once. */
export function usePeople(): { readonly people: PeoplePort | null; readonly me: Me | null } {
  const port = usePort();
  const [people, setPeople] = useState<PeoplePort | null>(null);
  useEffect(() => {
    let gone = false;
    void port.people().then((made) => {
      if (gone) return;
      setPeople(made);
      if (made.getState() === null) void made.refresh();
    });
    return () => {
      gone = true;
    };
  }, [port]);
  const me = useSyncExternalStore(people ? people.subscribe : NOTHING, () => people?.getState() ?? null);
  return { people, me };
}
