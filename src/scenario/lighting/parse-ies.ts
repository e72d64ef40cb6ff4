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
  const { named, tilt } = keywords(reader, file);
  if (tilt) tiltTable(reader);

  const lamps = reader.number({ zh: '灯数', en: 'the number of lamps' });
  const perLamp = reader.number({ zh: '每灯光通', en: 'lumens per lamp' });
  const multiplier = reader.number({ zh: '光强倍率', en: 'the candela multiplier' });
  const verticals = requireCount(reader, reader.number({ zh: '垂直角个数', en: 'the number of vertical angles' }), 2, {
    zh: '垂直角个数',
    en: 'number of vertical angles',
  });
  const horizontals = requireCount(
    reader,
    reader.number({ zh: '水平角个数', en: 'the number of horizontal angles' }),
    1,
    { zh: '水平角个数', en: 'number of horizontal angles' },
  );
  const type = reader.number({ zh: '光度类型', en: 'the photometric type' });
  if (type !== 1)
    reader.fail(
      {
        zh: `光度类型为 ${type}（${type === 2 ? 'B' : 'A'}），不是 C 类`,
        en: `photometric type ${type} (${type === 2 ? 'B' : 'A'}) is not Type C`,
      },
      { zh: '请按 C 类导出', en: 'export the file as Type C' },
    );
  reader.numbers(4, { zh: '单位与尺寸', en: 'units and dimension' });
  const ballast = reader.number({ zh: '镇流器系数', en: 'the ballast factor' });
  // Until 1995 a ballast-lamp factor; later "future use" (2002) or how the file was made (2019), never a multiplier.
  const lampFactor = reader.number({ zh: '镇流器系数后一项', en: 'the field after the ballast factor' });
  const watts = reader.number({ zh: '输入功率', en: 'input watts' });

  const gammas = reader.numbers(verticals, { zh: '垂直角', en: 'vertical angle' });
  requireAscending(reader, gammas, { zh: '垂直角', en: 'vertical angles' });
  if (![0, 90].includes(gammas[0] as number) || ![90, 180].includes(gammas.at(-1) as number))
    reader.fail(
      {
        zh: `垂直角为 ${gammas[0]} 至 ${gammas.at(-1)}`,
        en: `vertical angles run from ${gammas[0]} to ${gammas.at(-1)}`,
      },
      {
        zh: 'C 类应从 0 或 90 到 90 或 180；请核对垂直角个数',
        en: 'Type C runs from 0 or 90 to 90 or 180; check the number of vertical angles',
      },
    );
  const angles = reader.numbers(horizontals, { zh: '水平角', en: 'horizontal angle' });
  requireAscending(reader, angles, { zh: '水平角', en: 'horizontal angles' });
  const symmetry = symmetryOf(reader, angles);
  const factor = multiplier * ballast * (edition <= 1995 ? lampFactor : 1);
  const rows = angles.map((angle) =>
    reader
      .numbers(verticals, { zh: `${angle}° 面光强`, en: `intensity in the plane of ${angle}°,` })
      .map((value) => value * factor),
  );
  const left = reader.rest();
  if (left.length > 0)
    reader.fail(
      {
        zh: `已读 ${horizontals} × ${verticals} 个光强，其后还有数据（“${(left[0] as string).slice(0, 20)}”）`,
        en: `${horizontals} × ${verticals} intensities are read and more follow ("${(left[0] as string).slice(0, 20)}")`,
      },
      {
        zh: '角度个数与数据不符，请更正或重新导出',
        en: 'the number of angles does not fit the data, correct it or export the file again',
      },
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
    reader.fail(
      { zh: `灯具光通为 ${lumens} lm`, en: `the luminaire has ${lumens} lm` },
      { zh: '请给出灯数与每灯光通，绝对光度写 -1', en: 'give lamps and lumens per lamp, or -1 for absolute' },
    );
  return {
    ...named,
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
  const first = reader.text({ zh: '首行', en: 'the first line' });
  const edition = EDITIONS[first];
  return (
    edition ??
    reader.fail(
      { zh: `“${first.slice(0, 40)}”不是已知版本`, en: `"${first.slice(0, 40)}" names no known edition` },
      { zh: `应为 ${Object.keys(EDITIONS).join('、')}`, en: `expected ${Object.keys(EDITIONS).join(', ')}` },
    )
  );
}

function keywords(reader: PhotometricReader, file: string): { named: Named; tilt: boolean } {
  const found = new Map<string, string>();
  for (;;) {
    const line = reader.text({ zh: 'TILT= 行', en: 'the TILT= line' });
    const tilt = /^TILT\s*=\s*(.*)$/i.exec(line)?.[1]?.trim();
    if (tilt !== undefined) {
      if (/^NONE$/i.test(tilt)) return { named: namesOf(found, file), tilt: false };
      if (/^INCLUDE$/i.test(tilt)) return { named: namesOf(found, file), tilt: true };
      reader.fail(
        { zh: `TILT=${tilt} 指向另一文件`, en: `TILT=${tilt} refers to another file` },
        {
          zh: '请写 TILT=INCLUDE 并把表列入本文件，或写 TILT=NONE',
          en: 'write TILT=INCLUDE with its table in this file, or TILT=NONE',
        },
      );
    }
    const [, key, value] = /^\[(\w+)\]\s*(.*)$/.exec(line) ?? [];
    if (key && value) found.set(key, value);
  }
}

type Named = Pick<Photometry, 'name' | 'maker' | 'catalogue'>;

function namesOf(found: ReadonlyMap<string, string>, file: string): Named {
  const [maker, catalogue] = [found.get('MANUFAC') ?? '', found.get('LUMCAT') ?? ''];
  return { name: found.get('LUMINAIRE') ?? (catalogue || file), maker, catalogue };
}

/** Lamp tilt factors are checked and passed over: they hold for the lamp's own tilt, which is nil as measured. */
function tiltTable(reader: PhotometricReader): void {
  const geometry = reader.number({ zh: '灯与灯具的几何', en: 'lamp-to-luminaire geometry' });
  if (![1, 2, 3].includes(geometry))
    reader.fail(
      { zh: `灯与灯具的几何为 ${geometry}`, en: `lamp-to-luminaire geometry is ${geometry}` },
      { zh: '应为 1、2 或 3', en: 'it must be 1, 2 or 3' },
    );
  const count = requireCount(reader, reader.number({ zh: '倾角个数', en: 'the number of tilt angles' }), 1, {
    zh: '倾角个数',
    en: 'number of tilt angles',
  });
  requireAscending(reader, reader.numbers(count, { zh: '倾角', en: 'tilt angle' }), { zh: '倾角', en: 'tilt angles' });
  reader.numbers(count, { zh: '倾角系数', en: 'tilt factor' });
}

function symmetryOf(reader: PhotometricReader, angles: readonly number[]): Symmetry {
  const [first, last] = [angles[0] as number, angles.at(-1) as number];
  if (angles.length === 1 && first === 0) return 'axial';
  if (first === 0 && last === 90) return 'quadrants';
  if (first === 0 && last === 180) return 'C0-C180';
  if (first === 90 && last === 270) return 'C90-C270';
  if (first === 0 && last > 180 && last <= 360) return 'none';
  return reader.fail(
    { zh: `水平角为 ${first} 至 ${last}`, en: `horizontal angles run from ${first} to ${last}` },
    {
      zh: 'C 类为 0 一个角，或 0–90、0–180、90–270、0–360；请核对水平角个数',
      en: 'Type C has 0 alone, 0–90, 0–180, 90–270 or 0–360; check the number of horizontal angles',
    },
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
    maker: '',
    catalogue: '',
    lumens: 1000,
    watts: null,
    gammas: Float64Array.from(gammas),
    ...circle,
    provenance: 'published',
    source: '',
  });
}
