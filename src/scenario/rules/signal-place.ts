import type { MountKind } from '../../domain/mount.ts';
import type { Evidence } from './evidence.ts';
import { FACING, facing, type Head, SAME_JUNCTION, signalsOf, turn } from './facing-signals.ts';
import { type Measured, type Measurement, measured, measureEach, NO_AXIS, NOTHING, without } from './measurement.ts';
import { mountPoint } from './obstacles.ts';
import { atLeast, atMost, normRule, type Rule } from './rule.ts';

const NORM = 'GB 14886-2016';

/** R4 (what may confuse a signal) and R5: where signal heads hang before a driver who waits at the stop line. */
export const SIGNAL_PLACE_RULES: readonly Rule[] = [
  normRule({
    id: 'R4c',
    title: { zh: '信号灯与发光、彩色设施净距', en: 'Signals to what shines or is coloured' },
    limit: atLeast(2, 'm'),
    norm: NORM,
    note: '信息屏、道旗',
    measure: (evidence) => colourGaps(evidence),
  }),
  normRule({
    id: 'R5',
    title: { zh: '停止线至信号灯最小距离', en: 'Stop line to signal, least' },
    limit: atLeast(15, 'm'),
    norm: NORM,
    measure: (evidence) => headOf(evidence, ({ best }) => best.distance),
  }),
  normRule({
    id: 'R5b',
    title: { zh: '停止线至信号灯最大距离', en: 'Stop line to signal, greatest' },
    limit: atMost(50, 'm'),
    norm: NORM,
    note: '超出时用 400 mm 灯头或近侧复示；有复示者按复示计',
    measure: (evidence) => headOf(evidence, ({ nearest }) => nearest.distance),
  }),
  normRule({
    id: 'R5c',
    title: { zh: '信号灯偏离视线锥', en: 'Signal off the line of sight' },
    limit: atMost(10, '°'),
    norm: NORM,
    note: '停止线处视线两侧各 10°',
    measure: (evidence) => headOf(evidence, ({ best }) => best.angle),
  }),
  normRule({
    id: 'R5d',
    title: { zh: '悬臂端至所控车道中央', en: 'Arm’s end to the middle of its lanes' },
    limit: atMost(1.75, 'm'),
    norm: NORM,
    note: '悬臂达车道中央，容差取半条车道',
    measure: (evidence) => armReaches(evidence),
  }),
];

/** What shines or is coloured and may be taken for a signal. */
const COLOURED: readonly MountKind[] = ['screen', 'flag'];
/** Farther off nothing confuses, metres. */
const FAR = 20;

function colourGaps(evidence: Evidence): Measurement {
  const signals = signalsOf(evidence);
  const coloured = evidence.finalPoles.flatMap((pole) =>
    pole.mounts.filter(({ kind }) => COLOURED.includes(kind)).map((mount) => ({ pole, at: mountPoint(pole, mount) })),
  );
  return measured(
    signals.map(({ pole, mount }): Measured => {
      const [x, y, z] = mountPoint(pole, mount);
      let [value, beside] = [FAR, pole];
      for (const each of coloured) {
        const gap = Math.hypot(each.at[0] - x, each.at[1] - y, each.at[2] - z);
        if (gap < value) [value, beside] = [gap, each.pole];
      }
      return { value, objects: beside === pole ? [pole.ref] : [pole.ref, beside.ref] };
    }),
  );
}

/** One approach is served by its best head, the nearest to straight ahead; a repeater at the near side may be nearer. */
function headOf(
  evidence: Evidence,
  value: (heads: { readonly best: Head; readonly nearest: Head }) => number,
): Measurement {
  if (!evidence.axis) return NO_AXIS;
  const signals = signalsOf(evidence);
  if (signals.length === 0) return NOTHING;
  const { approaches } = evidence.surroundings;
  const refs = [...new Set(signals.map(({ pole }) => pole.ref))];
  if (!approaches) return without('停止线与车道数据', 'stop lines and lanes are', refs);
  const served = approaches.map((approach) => facing(evidence, approach, signals));
  const values = served.flatMap((heads): Measured[] => {
    const [best, nearest] = [least(heads, 'angle'), least(heads, 'distance')];
    return best && nearest ? [{ value: value({ best, nearest }), objects: [best.pole.ref] }] : [];
  });
  if (values.length === approaches.length) return measured(values);
  const missing = approaches.length - values.length;
  const open = {
    missing: {
      zh: `缺 ${missing} 个进口道所对的信号灯`,
      en: `no signal faces ${missing} of the approaches`,
    },
    objects: [],
  };
  return values.length > 0 ? { kind: 'measured', values, open } : { kind: 'unknown', ...open };
}

/** Arms whose length is known, each to the line of the approach that its head faces. */
function armReaches(evidence: Evidence): Measurement {
  const { approaches } = evidence.surroundings;
  const arms = signalsOf(evidence).filter(({ mount }) => mount.height >= ON_ARM);
  return measureEach(
    arms,
    ({ pole, mount }) => {
      const { armLength } = pole.attributes;
      if (typeof armLength !== 'number' || !approaches) return null;
      const angle = (pole.heading * Math.PI) / 180;
      const [x, y] = [pole.place[0] + armLength * Math.sin(angle), pole.place[1] + armLength * Math.cos(angle)];
      const offsets = approaches.flatMap(({ stopLine, bearing }) => {
        if (turn(mount.azimuth + 180, bearing) > FACING) return [];
        const [sx, sy] = evidence.place(...stopLine);
        const ahead = (bearing * Math.PI) / 180;
        if (Math.hypot(x - sx, y - sy) > SAME_JUNCTION) return [];
        return [Math.abs((x - sx) * Math.cos(ahead) - (y - sy) * Math.sin(ahead))];
      });
      return offsets.length > 0 ? Math.min(...offsets) : null;
    },
    ({ pole }) => [pole.ref],
    ['悬臂长度或停止线', 'lengths of arms or stop lines are'],
  );
}

/** From here on a head hangs on an arm over the carriageway, metres. */
const ON_ARM = 4.9;

function least(heads: readonly Head[], by: 'angle' | 'distance'): Head | undefined {
  let found: Head | undefined;
  for (const head of heads) if (!found || head[by] < found[by]) found = head;
  return found;
}
