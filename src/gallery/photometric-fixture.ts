/** A made-up roadway luminaire as an IES file: lobes along the road, 0° across it, 11 300 lm from 108 W. */
export function exampleIes(): string {
  const gammas = Array.from({ length: 37 }, (_, i) => 2.5 * i);
  const planes = Array.from({ length: 37 }, (_, i) => 5 * i);
  const bell = (x: number, width: number) => Math.exp(-((x / width) ** 2));
  const rows = planes.map((h) =>
    gammas.map((gamma) => {
      const lobe = bell(h - 72, 22) + 0.35 * bell(h, 50) + 0.12;
      const edge = 1 / (1 + Math.exp((gamma - 74) / 1.6));
      return Math.round(5200 * edge * (0.42 * Math.cos((gamma * Math.PI) / 180) + lobe * bell(gamma - 63, 17)));
    }),
  );
  return [
    'IES:LM-63-2019',
    '[TEST] EX-0421',
    '[MANUFAC] Example Lighting',
    '[LUMCAT] SL-108-T3',
    '[LUMINAIRE] Street luminaire 108 W, type III',
    'TILT=NONE',
    `1 -1 1 ${gammas.length} ${planes.length} 1 2 0.3 0.7 0.1`,
    '1 1 108',
    gammas.join(' '),
    planes.join(' '),
    ...rows.map((row) => row.join(' ')),
    '',
  ].join('\r\n');
}
