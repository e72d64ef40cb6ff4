import { useId } from 'react';

/** A labelled line of a form. */
export function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'date';
  readonly autoComplete?: string;
  readonly required?: boolean;
}) {
  const id = useId();
  const { label, value, onChange, type = 'text', autoComplete = 'off', required = true } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        required={required}
        autoComplete={autoComplete}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
