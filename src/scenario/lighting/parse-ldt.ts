import { fullCircle, type Plane, type Symmetry } from './full-circle.ts';
import { type PhotometricReader, photometricReader, requireAscending, requireCount } from './photometric-file.ts';
import type { Photometry } from './photometry.ts';

/**
 * Reads an EULUMDAT file (Stockmar 1990), symmetry indicators 0–4. Of several lamp sets the first is taken.
 *
 * @param file its name, for messages
 * @throws PhotometricFileError naming file, line and remedy
 */
export function parseLdt(content: string, file: string): Photometry {
  const reader = photometricReader(file, content, /\s+/);
  reader.text('line 1, the company');
  const kind = reader.number('line 2, the type indicator');
  if (![0, 1, 2, 3].includes(kind)) reader.fail(`type indicator ${kind}`, 'it must be 0, 1, 2 or 3');
  const symmetry = SYMMETRIES[reader.number('line 3, the symmetry indicator')];
  if (!symmetry) reader.fail('the symmetry indicator is unknown', 'it must be 0, 1, 2, 3 or 4');
  const planes = requireCount(reader, reader.number('line 4, the number of C planes'), 1, 'number of C planes');
  reader.number('line 5, the distance between C planes');
  const directions = requireCount(reader, reader.number('line 6, the number of intensities'), 2, 'intensities a plane');
  reader.number('line 7, the distance between intensities');
  reader.text('line 8, the report number');
  const luminaire = reader.text('line 9, the luminaire name');
  for (let line = 10; line <= 12; line++) reader.text(`line ${line}`);
  for (let line = 13; line <= 23; line++) reader.number(`line ${line}`);
  const conversion = reader.number('line 24, the conversion factor');
  reader.number('line 25, the tilt at measurement');
  const sets = requireCount(reader, reader.number('line 26, the number of lamp sets'), 1, 'number of lamp sets');
  const lampSets = Array.from({ length: sets }, (_, index) => lampSet(reader, `lamp set ${index + 1}`));
  reader.numbers(10, 'direct ratio');

  const angles = reader.numbers(planes, 'C angle');
  requireAscending(reader, angles, 'C angles');
  const gammas = reader.numbers(directions, 'γ angle');
  requireAscending(reader, gammas, 'γ angles');
  if (gammas[0] !== 0) reader.fail(`γ angles begin at ${gammas[0]}`, 'they must begin at 0');
  const factor = conversion || 1;
  const stored: Plane[] = storedPlanes(reader, symmetry as Symmetry, angles).map((c) => ({
    c,
    row: reader.numbers(directions, `intensity in plane C${c},`).map((value) => value * factor),
  }));
  const left = reader.rest();
  if (left.length > 0)
    reader.fail(
      `${stored.length} planes of ${directions} intensities are read and more follow ("${(left[0] as string).slice(0, 20)}")`,
      'the numbers of planes and intensities or the symmetry indicator do not fit the data; export the file again',
    );
  const lamps = lampSets[0] as LampSet;
  if (!(lamps.lumens > 0)) reader.fail(`lamp set 1 has ${lamps.lumens} lm`, 'give the total flux of the lamps');
  return {
    name: luminaire || file,
    lumens: lamps.lumens,
    watts: lamps.watts > 0 ? lamps.watts : null,
    gammas: Float64Array.from(gammas),
    ...fullCircle(stored, symmetry as Symmetry),
    provenance: 'published',
    source: `${file} (EULUMDAT)`,
  };
}

/** By symmetry indicator 0–4. */
const SYMMETRIES: readonly Symmetry[] = ['none', 'axial', 'C0-C180', 'C90-C270', 'quadrants'];

interface LampSet {
  readonly lumens: number;
  readonly watts: number;
}

/** Lines 26a–26f. */
function lampSet(reader: PhotometricReader, what: string): LampSet {
  reader.number(`${what}: number of lamps`);
  reader.text(`${what}: type of lamps`);
  const lumens = reader.number(`${what}: total flux`);
  reader.text(`${what}: colour`);
  reader.text(`${what}: colour rendering`);
  return { lumens, watts: reader.number(`${what}: watts`) };
}

/** Which of the listed planes carry data; the others follow by symmetry. */
function storedPlanes(reader: PhotometricReader, symmetry: Symmetry, angles: readonly number[]): number[] {
  const count = angles.length;
  const need = { axial: 1, none: 1, 'C0-C180': 2, 'C90-C270': 4, quadrants: 4 }[symmetry];
  if (count % need !== 0)
    reader.fail(`${count} C planes cannot have symmetry ${symmetry}`, `their number must be a multiple of ${need}`);
  const pick = (from: number, length: number) =>
    Array.from({ length }, (_, index) => angles[(from + index) % count] as number);
  switch (symmetry) {
    case 'axial':
      return [0];
    case 'none':
      return [...angles];
    case 'C0-C180':
      return pick(0, count / 2 + 1);
    case 'C90-C270':
      return pick((3 * count) / 4, count / 2 + 1);
    case 'quadrants':
      return pick(0, count / 4 + 1);
  }
}
