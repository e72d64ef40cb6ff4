import '../plan/findings.css';
import './edit.css';
import { useEffect, useRef, useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { isOwn } from '../../scenario/edit/copy-alternative.ts';
import { EditRefusal } from '../../scenario/edit/refusal.ts';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { AddPole } from './AddPole.tsx';
import { E } from './edit-words.ts';
import { LiveFindings } from './LiveFindings.tsx';
import { OnePole } from './OnePole.tsx';
import { poleFacts } from './pole-facts.ts';
import { Several } from './Several.tsx';

/** 手工编辑: what is in hand, to be written as exactly as it is dragged, and what the rules say of it meanwhile. */
export default function EditPanel({
  plan,
  alternative,
}: {
  readonly plan: CompiledScenario;
  readonly alternative: string;
}) {
  const { port } = useDesk();
  const say = useSay();
  const chosen = useSession((session) => session.editing) ?? [];
  const live = useSample((each) => each.editing());
  const [refused, setRefused] = useState<Words | null>(null);
  const top = useRef<HTMLElement>(null);
  // It comes at the head of the plan's panel, which may be scrolled far down.
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' });
  }, []);
  const attempt = (command: string, argument: unknown) => {
    try {
      port.run(command, argument);
      setRefused(null);
    } catch (error) {
      const { message } = error as Error;
      setRefused(error instanceof EditRefusal ? error.words : { zh: message, en: message });
    }
  };
  const only = chosen.length === 1 ? poleFacts(plan, alternative, chosen[0] as string) : undefined;
  const metres = (value: number | null) => (value === null ? '—' : `${numberText(value, 1)} m`);
  return (
    <section ref={top} className="edit-panel" aria-label={say(E.title)}>
      <header className="row">
        <h3>{say(E.title)}</h3>
        <button type="button" onClick={() => port.run('plan.edit', false)}>
          {say(E.done)}
        </button>
      </header>
      {isOwn(alternative) ? null : (
        <p className="soft">{say(E.stays, { letter: alternative === 'base' ? say(E.today) : alternative })}</p>
      )}
      {chosen.length === 0 ? <p className="soft">{say(E.none)}</p> : null}
      {only ? <OnePole plan={plan} alternative={alternative} pole={only} attempt={attempt} /> : null}
      {chosen.length > 1 ? <Several ids={chosen} attempt={attempt} /> : null}
      {live?.dragging ? (
        <p className="edit-spacing" role="status">
          {say(E.spacing, { west: metres(live.spacing[0]), east: metres(live.spacing[1]) })}
        </p>
      ) : null}
      <Refusal words={refused} />
      <AddPole plan={plan} attempt={attempt} />
      <LiveFindings live={live} />
    </section>
  );
}
