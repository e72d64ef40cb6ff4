import { useState } from 'react';

/** A number of this browser's own taste (a panel's width), kept between visits; never part of the session. */
export function useRemembered(key: string, initial: number): [number, (value: number) => void] {
  const [value, setValue] = useState(() => read(key) ?? initial);
  return [
    value,
    (next) => {
      setValue(next);
      try {
        localStorage.setItem(`chengjing.${key}`, String(Math.round(next * 100) / 100));
      } catch {
        // Storage is switched off: the width holds until the page closes.
      }
    },
  ];
}

function read(key: string): number | undefined {
  try {
    const text = localStorage.getItem(`chengjing.${key}`);
    const value = text === null ? Number.NaN : Number(text);
    return Number.isFinite(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
