import type { Mount } from '../../domain/mount.ts';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import type { Attempt } from './attempt.ts';
import { E } from './edit-words.ts';
import { NumberField } from './NumberField.tsx';
import { mountWords } from './pole-facts.ts';

/** A mount of the pole in hand: its azimuth to be written, another pole to hang on, or back to where it came from. */
export function MountRow(props: {
  readonly id: string;
  readonly index: number;
  readonly mount: Mount;
  readonly near: readonly { readonly id: string; readonly metres: number }[];
  readonly attempt: Attempt;
}) {
  const { id, index, mount, near, attempt } = props;
  const say = useSay();
  const name = say(mountWords(mount));
  const move = (to: string) => {
    if (to === 'back') attempt('plan.mount', { id, mount: index, to: null });
    else attempt('plan.mount', { id, mount: index, to });
  };
  return (
    <li>
      <span>
        {name} <span className="soft">{numberText(mount.height, 1)} m</span>
      </span>
      <NumberField
        hidden
        label={say(E.azimuth, { name })}
        value={mount.azimuth}
        step={1}
        decimals={0}
        write={(azimuth) => attempt('plan.turn', { id, mount: index, azimuth })}
      />
      <select aria-label={say(E.hangOf, { name })} value="" onChange={({ target }) => move(target.value)}>
        <option value="">{say(E.hangOn)}</option>
        <option value="back">{say(E.giveBack)}</option>
        {near.map((each) => (
          <option key={each.id} value={each.id}>
            {each.id} · {numberText(each.metres, 0)} m
          </option>
        ))}
      </select>
    </li>
  );
}
