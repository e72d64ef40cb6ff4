/** A number that is written with Enter or by leaving the field; what is no number is put back. */
export function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly step?: number;
  readonly decimals?: number;
  readonly hidden?: boolean;
  readonly write: (value: number) => void;
}) {
  const { label, value, step = 0.1, decimals = 1, hidden, write } = props;
  const shown = value.toFixed(decimals);
  const take = (field: HTMLInputElement) => {
    const next = Number(field.value);
    if (field.value.trim() === '' || !Number.isFinite(next)) field.value = shown;
    else if (field.value !== shown && next !== value) write(next);
  };
  return (
    <label>
      <span className={hidden ? 'visually-hidden' : 'soft'}>{label}</span>
      <input
        key={shown}
        type="number"
        step={step}
        defaultValue={shown}
        onBlur={({ currentTarget }) => take(currentTarget)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') take(currentTarget);
          if (key === 'Escape') currentTarget.value = shown;
        }}
      />
    </label>
  );
}
