import { useSay } from '../desk-context.ts';
import { Field } from './Field.tsx';
import { W } from './people-words.ts';

/** A new password, typed twice. */
export function NewPassword(props: {
  readonly shortest: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly again: string;
  readonly onAgain: (value: string) => void;
}) {
  const say = useSay();
  return (
    <>
      <Field
        label={say(W.newPassword, { n: props.shortest })}
        value={props.value}
        onChange={props.onChange}
        type="password"
        autoComplete="new-password"
      />
      <Field
        label={say(W.passwordAgain)}
        value={props.again}
        onChange={props.onAgain}
        type="password"
        autoComplete="new-password"
      />
    </>
  );
}
