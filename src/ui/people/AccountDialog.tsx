import './people.css';
import { useEffect, useRef, useState } from 'react';
import type { Me, PeoplePort } from '../../state/people-port.ts';
import { useDeed } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { momentText } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { AuditLog } from './AuditLog.tsx';
import { DemoUsers } from './DemoUsers.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { PeopleList } from './PeopleList.tsx';
import { ROLE_WORDS, W } from './people-words.ts';
import { SetUpForm, SignInForm } from './SignIn.tsx';
import { usePeople } from './use-people.ts';

type Page = 'me' | 'people' | 'audit';

/** Who am I: a demo's users, sign-in and sign-out, the first admin; for an admin the people and the audit log. */
export default function AccountDialog() {
  const port = usePort();
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const { people, me } = usePeople();
  const [page, setPage] = useState<Page>('me');
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = () => port.run('panel.account', false);
  const admin = me?.role === 'admin';
  return (
    <dialog ref={dialog} className="about account-dialog" aria-label={say(W.account)} onClose={close}>
      <header className="panel-head">
        <h2>{say(W.account)}</h2>
        {me?.demo ? <span className="tag">{say(W.demo)}</span> : null}
        <button type="button" className="quiet" aria-label={say(W.close)} onClick={close}>
          <Icon id="close" />
        </button>
      </header>
      {admin ? (
        <fieldset className="segments pages">
          <legend className="visually-hidden">{say(W.account)}</legend>
          {(['me', 'people', 'audit'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={page === each} onClick={() => setPage(each)}>
              {say({ me: W.account, people: W.people, audit: W.audit }[each])}
            </button>
          ))}
        </fieldset>
      ) : null}
      {!people || !me ? (
        <Waiting people={people} />
      ) : admin && page === 'people' ? (
        <PeopleList people={people} />
      ) : admin && page === 'audit' ? (
        <AuditLog people={people} />
      ) : (
        <Person people={people} me={me} />
      )}
    </dialog>
  );
}

function Waiting({ people }: { readonly people: PeoplePort | null }) {
  const say = useSay();
  const { busy, refusal, perform } = useDeed();
  return (
    <p className="row">
      <span role="status">{say(refusal ?? W.loading)}</span>
      {people ? (
        <button type="button" disabled={busy} onClick={() => perform(() => people.refresh())}>
          {say(W.retry)}
        </button>
      ) : null}
    </p>
  );
}

/** The person at the page, and the ways to be another. */
function Person({ people, me }: { readonly people: PeoplePort; readonly me: Me }) {
  const { catalog } = usePort();
  const say = useSay();
  if (me.demo)
    return (
      <>
        <p>{say(W.demoNote)}</p>
        <DemoUsers people={people} me={me} />
      </>
    );
  if (me.user === null)
    return people.setupToken !== null && me.signIn.setup ? (
      <SetUpForm people={people} />
    ) : (
      <>
        <p>{say(me.signIn.setup ? W.setUpByLink : W.notSignedIn)}</p>
        <SignInForm people={people} me={me} />
      </>
    );
  return (
    <>
      <p>
        {say(W.signedInAs)} <b>{me.name}</b> <span className="soft">{me.user}</span> {say(ROLE_WORDS[me.role])}
        {me.expires === null ? null : (
          <span className="soft"> {say(W.until, { time: momentText(me.expires, catalog.city.utcOffset) })}</span>
        )}
      </p>
      <SignOut people={people} />
      {me.user.startsWith('oidc.') || me.expires === null ? null : <PasswordForm people={people} />}
    </>
  );
}

function SignOut({ people }: { readonly people: PeoplePort }) {
  const say = useSay();
  const { busy, perform } = useDeed();
  return (
    <button
      type="button"
      disabled={busy}
      onClick={() =>
        perform(
          () => people.signOut(),
          () => location.reload(),
        )
      }
    >
      {say(W.signOut)}
    </button>
  );
}
