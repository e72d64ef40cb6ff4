import type { Words } from '../../domain/words.ts';
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
  const maker = reader.text({ zh: '第 1 行，厂家', en: 'line 1, the company' });
  const kind = reader.number({ zh: '第 2 行，类型标识', en: 'line 2, the type indicator' });
  if (![0, 1, 2, 3].includes(kind))
    reader.fail(
      { zh: `类型标识为 ${kind}`, en: `type indicator ${kind}` },
      { zh: '应为 0、1、2 或 3', en: 'it must be 0, 1, 2 or 3' },
    );
  const symmetry = SYMMETRIES[reader.number({ zh: '第 3 行，对称标识', en: 'line 3, the symmetry indicator' })];
  if (!symmetry)
    reader.fail(
      { zh: '对称标识未知', en: 'the symmetry indicator is unknown' },
      { zh: '应为 0、1、2、3 或 4', en: 'it must be 0, 1, 2, 3 or 4' },
    );
  const planes = requireCount(
    reader,
    reader.number({ zh: '第 4 行，C 平面数', en: 'line 4, the number of C planes' }),
    1,
    { zh: 'C 平面数', en: 'number of C planes' },
  );
  reader.number({ zh: '第 5 行，C 平面间隔', en: 'line 5, the distance between C planes' });
  const directions = requireCount(
    reader,
    reader.number({ zh: '第 6 行，每面光强个数', en: 'line 6, the number of intensities' }),
    2,
    { zh: '每面光强个数', en: 'intensities a plane' },
  );
  reader.number({ zh: '第 7 行，光强间隔', en: 'line 7, the distance between intensities' });
  reader.text({ zh: '第 8 行，报告号', en: 'line 8, the report number' });
  const luminaire = reader.text({ zh: '第 9 行，灯具名称', en: 'line 9, the luminaire name' });
  const catalogue = reader.text({ zh: '第 10 行，灯具编号', en: 'line 10, the luminaire number' });
  for (let line = 11; line <= 12; line++) reader.text({ zh: `第 ${line} 行`, en: `line ${line}` });
  for (let line = 13; line <= 23; line++) reader.number({ zh: `第 ${line} 行`, en: `line ${line}` });
  const conversion = reader.number({ zh: '第 24 行，换算系数', en: 'line 24, the conversion factor' });
  reader.number({ zh: '第 25 行，测量倾角', en: 'line 25, the tilt at measurement' });
  const sets = requireCount(
    reader,
    reader.number({ zh: '第 26 行，光源组数', en: 'line 26, the number of lamp sets' }),
    1,
    { zh: '光源组数', en: 'number of lamp sets' },
  );
  const lampSets = Array.from({ length: sets }, (_, index) =>
    lampSet(reader, { zh: `光源组 ${index + 1}`, en: `lamp set ${index + 1}` }),
  );
  reader.numbers(10, { zh: '直射比', en: 'direct ratio' });

  const angles = reader.numbers(planes, { zh: 'C 角', en: 'C angle' });
  requireAscending(reader, angles, { zh: 'C 角', en: 'C angles' });
  const gammas = reader.numbers(directions, { zh: 'γ 角', en: 'γ angle' });
  requireAscending(reader, gammas, { zh: 'γ 角', en: 'γ angles' });
  if (gammas[0] !== 0)
    reader.fail(
      { zh: `γ 角从 ${gammas[0]} 起`, en: `γ angles begin at ${gammas[0]}` },
      { zh: '应从 0 起', en: 'they must begin at 0' },
    );
  const factor = conversion || 1;
  const stored: Plane[] = storedPlanes(reader, symmetry as Symmetry, angles).map((c) => ({
    c,
    row: reader
      .numbers(directions, { zh: `C${c} 面光强`, en: `intensity in plane C${c},` })
      .map((value) => value * factor),
  }));
  const left = reader.rest();
  if (left.length > 0)
    reader.fail(
      {
        zh: `已读 ${stored.length} 个平面各 ${directions} 个光强，其后还有数据（“${(left[0] as string).slice(0, 20)}”）`,
        en: `${stored.length} planes of ${directions} intensities are read and more follow ("${(left[0] as string).slice(0, 20)}")`,
      },
      {
        zh: '平面数、光强个数或对称标识与数据不符，请重新导出',
        en: 'the numbers of planes and intensities or the symmetry indicator do not fit the data; export the file again',
      },
    );
  const lamps = lampSets[0] as LampSet;
  if (!(lamps.lumens > 0))
    reader.fail(
      { zh: `光源组 1 光通为 ${lamps.lumens} lm`, en: `lamp set 1 has ${lamps.lumens} lm` },
      { zh: '请给出光源总光通', en: 'give the total flux of the lamps' },
    );
  return {
    name: luminaire || catalogue || file,
    maker,
    catalogue,
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
function lampSet(reader: PhotometricReader, set: Words): LampSet {
  const of = (zh: string, en: string): Words => ({ zh: `${set.zh}${zh}`, en: `${set.en}: ${en}` });
  reader.number(of('灯数', 'number of lamps'));
  reader.text(of('类型', 'type of lamps'));
  const lumens = reader.number(of('总光通', 'total flux'));
  reader.text(of('光色', 'colour'));
  reader.text(of('显色性', 'colour rendering'));
  return { lumens, watts: reader.number(of('功率', 'watts')) };
}

/** Which of the listed planes carry data; the others follow by symmetry. */
function storedPlanes(reader: PhotometricReader, symmetry: Symmetry, angles: readonly number[]): number[] {
  const count = angles.length;
  const need = { axial: 1, none: 1, 'C0-C180': 2, 'C90-C270': 4, quadrants: 4 }[symmetry];
  if (count % need !== 0)
    reader.fail(
      { zh: `${count} 个 C 平面不能有对称 ${symmetry}`, en: `${count} C planes cannot have symmetry ${symmetry}` },
      { zh: `个数应为 ${need} 的倍数`, en: `their number must be a multiple of ${need}` },
    );
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
