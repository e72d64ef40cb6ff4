import './people.css';
import { useEffect } from 'react';
import { usePort, useSay } from '../desk-context.ts';
import { ROLE_WORDS, W } from './people-words.ts';
import { usePeople } from './use-people.ts';

/** Who is signed in: name, role and whether it is a demo; a press opens the account's dialog. */
export default function AccountButton() {
  const port = usePort();
  const say = useSay();
  const { people, me } = usePeople();
  const toSetUp = people?.setupToken != null && me?.user === null;
  useEffect(() => {
    if (toSetUp) port.run('panel.account', true);
  }, [toSetUp, port]);
  const label = !me ? say(W.account) : me.user === null ? say(W.signIn) : `${me.name} · ${say(ROLE_WORDS[me.role])}`;
  return (
    <button
      type="button"
      className="quiet account-button"
      title={label}
      aria-haspopup="dialog"
      onClick={() => port.run('panel.account')}
    >
      <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
        <path d="M10 3a3.4 3.4 0 1 1 0 6.8A3.4 3.4 0 0 1 10 3ZM3.5 17c.6-3.2 3-5 6.5-5s5.9 1.8 6.5 5" />
      </svg>
      {me ? (
        <>
          <span className="account-name">{me.user === null ? say(W.signIn) : say(ROLE_WORDS[me.role])}</span>
          {me.demo ? <span className="tag">{say(W.demo)}</span> : null}
        </>
      ) : null}
    </button>
  );
}
