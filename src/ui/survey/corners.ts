type Ring = readonly (readonly [longitude: number, latitude: number])[];

/** A ring as text, one corner a line. */
export function cornersText(ring: Ring): string {
  return ring.map(([x, y]) => `${x.toFixed(6)}, ${y.toFixed(6)}`).join('\n');
}

/** Reads what `cornersText` writes, with any of comma, semicolon or space between; null where a line is no place on earth. */
export function cornersOf(text: string): Ring | null {
  const ring = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const parts = line.split(/[\s,;\uff0c\uff1b]+/).map(Number);
      const [x = Number.NaN, y = Number.NaN] = parts;
      return parts.length === 2 && Math.abs(x) <= 180 && Math.abs(y) <= 90 ? ([x, y] as const) : null;
    });
  return ring.every((corner) => corner !== null) ? ring : null;
}
