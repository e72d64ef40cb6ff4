import { type FormEvent, useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { Account, PeoplePort, Role } from '../../state/people-port.ts';
import { useAsked, useDeed } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { dateText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { Field } from './Field.tsx';
import { NewPassword } from './NewPassword.tsx';
import { passwordTrouble } from './new-password.ts';
import { ROLE_WORDS, ROLES, W } from './people-words.ts';

/** Every account with its role and state, and a form for another one. */
export function PeopleList({ people }: { readonly people: PeoplePort }) {
  const say = useSay();
  const { outcome, again } = useAsked('people', () => people.list());
  if (!outcome) return <p role="status">{say(W.loading)}</p>;
  if (!outcome.ok) return <Refusal words={outcome.reason} />;
  return (
    <>
      {outcome.value.length === 0 ? (
        <p>{say(W.noPeople)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {[W.name, W.user, W.role, W.origin, W.created, W.state].map((words) => (
                <th key={words.en} scope="col">
                  {say(words)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {outcome.value.map((account) => (
              <AccountRow key={account.user} people={people} account={account} changed={again} />
            ))}
          </tbody>
        </table>
      )}
      <AddPerson
        people={people}
        first={outcome.value.length === 0}
        added={() => {
          again();
          // The first account ends the demo: who looks at the page is somebody else now.
          void people.refresh();
        }}
      />
    </>
  );
}

function AccountRow(props: { readonly people: PeoplePort; readonly account: Account; readonly changed: () => void }) {
  const { people, account, changed } = props;
  const { catalog } = usePort();
  const say = useSay();
  const { busy, refusal, perform } = useDeed();
  const { user, name, role, origin, disabled } = account;
  return (
    <tr data-disabled={disabled}>
      <th scope="row">{name}</th>
      <td>{user}</td>
      <td>
        <select
          aria-label={say(W.roleOf, { name })}
          value={role}
          disabled={busy || origin === 'oidc'}
          onChange={(event) => {
            const next = event.currentTarget.value as Role;
            perform(() => people.change(user, { role: next }), changed);
          }}
        >
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {say(ROLE_WORDS[each])}
            </option>
          ))}
        </select>
      </td>
      <td>{origin === 'oidc' ? 'OIDC' : say(W.local)}</td>
      <td>{dateText(account.created, catalog.city.utcOffset)}</td>
      <td>
        {say(disabled ? W.disabled : W.active)}{' '}
        <button
          type="button"
          disabled={busy}
          onClick={() => perform(() => people.change(user, { disabled: !disabled }), changed)}
        >
          {say(disabled ? W.reactivate : W.deactivate, { name })}
        </button>
        <Refusal words={refusal} />
      </td>
    </tr>
  );
}

function AddPerson(props: {
  readonly people: PeoplePort;
  /** The first account must be an admin. */
  readonly first: boolean;
  readonly added: () => void;
}) {
  const { people, first, added } = props;
  const say = useSay();
  const [user, setUser] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(first ? 'admin' : 'planner');
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
      () => people.add({ user: user.trim(), name, role, password }),
      () => {
        for (const clear of [setUser, setName, setPassword, setAgain]) clear('');
        added();
      },
    );
  }
  return (
    <details open={first}>
      <summary>{say(W.addPerson)}</summary>
      <form className="form" onSubmit={submit}>
        <Field label={say(W.name)} value={name} onChange={setName} />
        <Field label={say(W.user)} value={user} onChange={setUser} />
        <label className="field">
          <span>{say(W.role)}</span>
          <select value={role} disabled={first} onChange={(event) => setRole(event.currentTarget.value as Role)}>
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {say(ROLE_WORDS[each])}
              </option>
            ))}
          </select>
        </label>
        <NewPassword
          shortest={people.shortestPassword}
          value={password}
          onChange={setPassword}
          again={again}
          onAgain={setAgain}
        />
        <Refusal words={trouble ?? refusal} />
        <button type="submit" disabled={busy}>
          {say(W.addPerson)}
        </button>
      </form>
    </details>
  );
}
