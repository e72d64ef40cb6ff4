import { type FormEvent, useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { PeoplePort } from '../../state/people-port.ts';
import { useDeed } from '../asked.ts';
import { useSay } from '../desk-context.ts';
import { Refusal } from '../Refusal.tsx';
import { Field } from './Field.tsx';
import { NewPassword } from './NewPassword.tsx';
import { passwordTrouble } from './new-password.ts';
import { W } from './people-words.ts';

/** One's own password, folded away until it is needed. */
export function PasswordForm({ people }: { readonly people: PeoplePort }) {
  const say = useSay();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [trouble, setTrouble] = useState<Words | null>(null);
  const [done, setDone] = useState(false);
  const { busy, refusal, perform } = useDeed();
  function submit(event: FormEvent) {
    event.preventDefault();
    setDone(false);
    const wrong = passwordTrouble(next, again, people.shortestPassword);
    setTrouble(wrong);
    if (wrong) return;
    perform(
      () => people.changePassword(current, next),
      () => {
        setCurrent('');
        setNext('');
        setAgain('');
        setDone(true);
      },
    );
  }
  return (
    <details>
      <summary>{say(W.changePassword)}</summary>
      <form className="form" onSubmit={submit}>
        <Field
          label={say(W.currentPassword)}
          value={current}
          onChange={setCurrent}
          type="password"
          autoComplete="current-password"
        />
        <NewPassword
          shortest={people.shortestPassword}
          value={next}
          onChange={setNext}
          again={again}
          onAgain={setAgain}
        />
        <Refusal words={trouble ?? refusal} />
        {done ? <p role="status">{say(W.changed)}</p> : null}
        <button type="submit" disabled={busy}>
          {say(W.changePassword)}
        </button>
      </form>
    </details>
  );
}
