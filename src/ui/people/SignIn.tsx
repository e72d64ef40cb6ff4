import { type FormEvent, useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { Me, PeoplePort } from '../../state/people-port.ts';
import { useDeed } from '../asked.ts';
import { useSay } from '../desk-context.ts';
import { Refusal } from '../Refusal.tsx';
import { Field } from './Field.tsx';
import { NewPassword } from './NewPassword.tsx';
import { passwordTrouble } from './new-password.ts';
import { W } from './people-words.ts';

/** User and password, and the provider's button where one is configured. */
export function SignInForm({ people, me }: { readonly people: PeoplePort; readonly me: Me }) {
  const say = useSay();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const { busy, refusal, perform } = useDeed();
  function submit(event: FormEvent) {
    event.preventDefault();
    // A person sees more than the public: the whole page is read anew.
    perform(
      () => people.signIn(user.trim(), password),
      () => location.reload(),
    );
  }
  const { oidc } = me.signIn;
  return (
    <>
      {me.signIn.password ? (
        <form className="form" onSubmit={submit}>
          <Field label={say(W.user)} value={user} onChange={setUser} autoComplete="username" />
          <Field
            label={say(W.password)}
            value={password}
            onChange={setPassword}
            type="password"
            autoComplete="current-password"
          />
          <Refusal words={refusal} />
          <button type="submit" className="primary" disabled={busy}>
            {say(W.signIn)}
          </button>
        </form>
      ) : null}
      {oidc === null ? null : (
        <a className="oidc" href={people.oidcAddress(`${location.pathname}${location.search}`)}>
          {oidc}
        </a>
      )}
    </>
  );
}

/** The page behind the one-time link: makes the first admin. */
export function SetUpForm({ people }: { readonly people: PeoplePort }) {
  const say = useSay();
  const [user, setUser] = useState('admin');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [trouble, setTrouble] = useState<Words | null>(null);
  const { busy, refusal, perform } = useDeed();
  function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = passwordTrouble(password, again, people.shortestPassword);
    setTrouble(wrong);
    if (wrong) return;
    perform(
      () => people.setUp({ user: user.trim(), name, password }),
      () => {
        history.replaceState(null, '', `${location.pathname}${location.search}`);
        location.reload();
      },
    );
  }
  return (
    <form className="form" onSubmit={submit}>
      <h3>{say(W.setUp)}</h3>
      <p>{say(W.setUpNote)}</p>
      <Field label={say(W.user)} value={user} onChange={setUser} autoComplete="username" />
      <Field label={say(W.name)} value={name} onChange={setName} autoComplete="name" />
      <NewPassword
        shortest={people.shortestPassword}
        value={password}
        onChange={setPassword}
        again={again}
        onAgain={setAgain}
      />
      <Refusal words={trouble ?? refusal} />
      <button type="submit" className="primary" disabled={busy}>
        {say(W.setUp)}
      </button>
    </form>
  );
}
