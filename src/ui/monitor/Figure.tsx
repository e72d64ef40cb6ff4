import type { Level } from '../../domain/level.ts';
import { StatusIcon } from '../StatusIcon.tsx';

/** One figure of a strip: what it is, how much, and of when or against what. */
export function Figure(props: {
  readonly title: string;
  readonly value: string;
  readonly note: string;
  readonly level?: Level | undefined;
}) {
  const { title, value, note, level = 'normal' } = props;
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {level === 'normal' ? null : <StatusIcon status={level} />}
        <b>{value}</b>
        <small>{note}</small>
      </dd>
    </div>
  );
}
