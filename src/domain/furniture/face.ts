/** Corners of a w × h rectangle centred at height z of a plate. */
export function rectangle(w: number, h: number, z = 0): [number, number][] {
  return [
    [-w / 2, z - h / 2],
    [w / 2, z - h / 2],
    [w / 2, z + h / 2],
    [-w / 2, z + h / 2],
  ];
}

/** A rectangle whose corners are rounded by `radius`, `steps` edges a corner; convex. */
export function roundedRectangle(w: number, h: number, radius: number, steps = 2, z = 0): [number, number][] {
  const [a, b] = [w / 2 - radius, h / 2 - radius];
  return (
    [
      [a, -b, -90],
      [a, b, 0],
      [-a, b, 90],
      [-a, -b, 180],
    ] as const
  ).flatMap(([x, up, from]) =>
    Array.from({ length: steps + 1 }, (_, i): [number, number] => {
      const angle = ((from + (90 * i) / steps) * Math.PI) / 180;
      return [x + radius * Math.cos(angle), z + up + radius * Math.sin(angle)];
    }),
  );
}
