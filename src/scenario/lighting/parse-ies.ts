import { fullCircle, type Symmetry } from './full-circle.ts';
import { type PhotometricReader, photometricReader, requireAscending, requireCount } from './photometric-file.ts';
import { fluxOf, type Photometry } from './photometry.ts';

/**
 * Reads an IES file (ANSI/IES LM-63-1991, 1995, 2002 and 2019), Type C. Horizontal angle 0 of a roadway luminaire points
 * across the road and 90 along it (LM-63, RP-8); it becomes C90 and C180 here.
 *
 * @param file its name, for messages
 * @param front where horizontal angle 0 points: `across` the road, or `along` it as files converted from EULUMDAT have it
 * @throws PhotometricFileError naming file, line and remedy
 */
export function parseIes(content: string, file: string, front: 'across' | 'along' = 'across'): Photometry {
  const reader = photometricReader(file, content);
  const edition = editionOf(reader);
  const { name, tilt } = keywords(reader, file);
  if (tilt) tiltTable(reader);

  const lamps = reader.number('the number of lamps');
  const perLamp = reader.number('lumens per lamp');
  const multiplier = reader.number('the candela multiplier');
  const verticals = requireCount(
    reader,
    reader.number('the number of vertical angles'),
    2,
    'number of vertical angles',
  );
  const horizontals = requireCount(
    reader,
    reader.number('the number of horizontal angles'),
    1,
    'number of horizontal angles',
  );
  const type = reader.number('the photometric type');
  if (type !== 1)
    reader.fail(`photometric type ${type} (${type === 2 ? 'B' : 'A'}) is not Type C`, 'export the file as Type C');
  reader.numbers(4, 'units and dimension');
  const ballast = reader.number('the ballast factor');
  // Until 1995 a ballast-lamp factor; later "future use" (2002) or how the file was made (2019), never a multiplier.
  const lampFactor = reader.number('the field after the ballast factor');
  const watts = reader.number('input watts');

  const gammas = reader.numbers(verticals, 'vertical angle');
  requireAscending(reader, gammas, 'vertical angles');
  if (![0, 90].includes(gammas[0] as number) || ![90, 180].includes(gammas.at(-1) as number))
    reader.fail(
      `vertical angles run from ${gammas[0]} to ${gammas.at(-1)}`,
      'Type C runs from 0 or 90 to 90 or 180; check the number of vertical angles',
    );
  const angles = reader.numbers(horizontals, 'horizontal angle');
  requireAscending(reader, angles, 'horizontal angles');
  const symmetry = symmetryOf(reader, angles);
  const factor = multiplier * ballast * (edition <= 1995 ? lampFactor : 1);
  const rows = angles.map((angle) =>
    reader.numbers(verticals, `intensity in the plane of ${angle}°,`).map((value) => value * factor),
  );
  const left = reader.rest();
  if (left.length > 0)
    reader.fail(
      `${horizontals} × ${verticals} intensities are read and more follow ("${(left[0] as string).slice(0, 20)}")`,
      'the number of angles does not fit the data, correct it or export the file again',
    );

  const downward = withNadir(gammas, rows);
  const turn = front === 'across' ? 90 : 0;
  const circle = turned(
    fullCircle(
      angles.map((c, index) => ({ c, row: downward.rows[index] as number[] })),
      symmetry,
    ),
    turn,
  );
  // A negative number of lumens marks absolute photometry: the flux of the luminaire is what its intensities add up to.
  const lumens = perLamp < 0 ? absoluteFlux(circle, downward.gammas) : lamps * perLamp;
  if (!(lumens > 0))
    reader.fail(`the luminaire has ${lumens} lm`, 'give lamps and lumens per lamp, or -1 for absolute');
  return {
    name,
    lumens,
    watts: watts > 0 ? watts : null,
    gammas: Float64Array.from(downward.gammas),
    cPlanes: circle.cPlanes,
    intensity: circle.intensity.map((value) => (1000 * value) / lumens),
    provenance: 'published',
    source: `${file} (IES LM-63-${edition})`,
  };
}

const EDITIONS: Readonly<Record<string, number>> = {
  IESNA91: 1991,
  'IESNA:LM-63-1995': 1995,
  'IESNA:LM-63-2002': 2002,
  'IES:LM-63-2019': 2019,
};

function editionOf(reader: PhotometricReader): number {
  const first = reader.text('the first line');
  const edition = EDITIONS[first];
  return (
    edition ??
    reader.fail(`"${first.slice(0, 40)}" names no known edition`, `expected ${Object.keys(EDITIONS).join(', ')}`)
  );
}

function keywords(reader: PhotometricReader, file: string): { name: string; tilt: boolean } {
  const found = new Map<string, string>();
  for (;;) {
    const line = reader.text('the TILT= line');
    const tilt = /^TILT\s*=\s*(.*)$/i.exec(line)?.[1]?.trim();
    if (tilt !== undefined) {
      if (/^NONE$/i.test(tilt)) return { name: nameOf(found, file), tilt: false };
      if (/^INCLUDE$/i.test(tilt)) return { name: nameOf(found, file), tilt: true };
      reader.fail(
        `TILT=${tilt} refers to another file`,
        'write TILT=INCLUDE with its table in this file, or TILT=NONE',
      );
    }
    const [, key, value] = /^\[(\w+)\]\s*(.*)$/.exec(line) ?? [];
    if (key && value) found.set(key, value);
  }
}

function nameOf(found: ReadonlyMap<string, string>, file: string): string {
  return found.get('LUMINAIRE') ?? found.get('LUMCAT') ?? file;
}

/** Lamp tilt factors are checked and passed over: they hold for the lamp's own tilt, which is nil as measured. */
function tiltTable(reader: PhotometricReader): void {
  const geometry = reader.number('lamp-to-luminaire geometry');
  if (![1, 2, 3].includes(geometry)) reader.fail(`lamp-to-luminaire geometry is ${geometry}`, 'it must be 1, 2 or 3');
  const count = requireCount(reader, reader.number('the number of tilt angles'), 1, 'number of tilt angles');
  requireAscending(reader, reader.numbers(count, 'tilt angle'), 'tilt angles');
  reader.numbers(count, 'tilt factor');
}

function symmetryOf(reader: PhotometricReader, angles: readonly number[]): Symmetry {
  const [first, last] = [angles[0] as number, angles.at(-1) as number];
  if (angles.length === 1 && first === 0) return 'axial';
  if (first === 0 && last === 90) return 'quadrants';
  if (first === 0 && last === 180) return 'C0-C180';
  if (first === 90 && last === 270) return 'C90-C270';
  if (first === 0 && last > 180 && last <= 360) return 'none';
  return reader.fail(
    `horizontal angles run from ${first} to ${last}`,
    'Type C has 0 alone, 0–90, 0–180, 90–270 or 0–360; check the number of horizontal angles',
  );
}

/** Uplights begin at 90°: nothing shines below. */
function withNadir(gammas: readonly number[], rows: readonly (readonly number[])[]) {
  if (gammas[0] === 0) return { gammas, rows };
  return { gammas: [0, 89.999, ...gammas], rows: rows.map((row) => [0, 0, ...row]) };
}

function turned(circle: ReturnType<typeof fullCircle>, by: number): ReturnType<typeof fullCircle> {
  if (by === 0) return circle;
  const count = circle.intensity.length / circle.cPlanes.length;
  return fullCircle(
    [...circle.cPlanes].slice(0, -1).map((c, index) => ({
      c: (c + by) % 360,
      row: [...circle.intensity.slice(index * count, (index + 1) * count)],
    })),
    'none',
  );
}

function absoluteFlux(circle: ReturnType<typeof fullCircle>, gammas: readonly number[]): number {
  return fluxOf({
    name: '',
    lumens: 1000,
    watts: null,
    gammas: Float64Array.from(gammas),
    ...circle,
    provenance: 'published',
    source: '',
  });
}
