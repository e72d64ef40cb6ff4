import type { Me, PeoplePort } from '../../state/people-port.ts';
import { useDeed } from '../asked.ts';
import { useSay } from '../desk-context.ts';
import { Refusal } from '../Refusal.tsx';
import { ROLE_DUTIES, ROLE_WORDS, W } from './people-words.ts';

/** The 演示 users, one a role; a press becomes one of them. */
export function DemoUsers({ people, me }: { readonly people: PeoplePort; readonly me: Me }) {
  const say = useSay();
  const { busy, refusal, perform } = useDeed();
  return (
    <fieldset className="demo-users">
      <legend>{say(W.actAs)}</legend>
      {me.demoUsers.map(({ user, name, role }) => (
        <button
          key={user}
          type="button"
          disabled={busy}
          aria-pressed={me.user === user}
          data-role={role}
          onClick={() => perform(() => people.be(role))}
        >
          <b>{say(ROLE_WORDS[role])}</b>
          <span>{name}</span>
          <span className="duty">{say(ROLE_DUTIES[role])}</span>
        </button>
      ))}
      <Refusal words={refusal} />
    </fieldset>
  );
}
