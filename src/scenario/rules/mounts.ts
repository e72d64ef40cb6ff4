import type { Mount, MountKind } from '../../domain/mount.ts';
import type { Evidence } from './evidence.ts';
import { type Measured, type Measurement, measured } from './measurement.ts';
import { atLeast, atMost, normRule, type Rule } from './rule.ts';

/** Kinds that hang over the carriageway on an arm, and kinds that jut out over footway or cycleway. */
const OVER_CARRIAGEWAY: readonly MountKind[] = ['vehicle-signal', 'guide-sign', 'enforcement-camera'];
const OVER_FOOTWAY: readonly MountKind[] = ['sign', 'name-plate', 'flag'];
const ADVERTISING: readonly MountKind[] = ['flag', 'screen'];
const SIGNALS: readonly MountKind[] = ['vehicle-signal', 'pedestrian-signal'];

/** R7 and R15: how high mounts hang, and what may not hang beside a signal. */
export const MOUNT_RULES: readonly Rule[] = [
  normRule({
    id: 'R7',
    title: { zh: '车行道净高（标志、悬臂）', en: 'Clear height over the carriageway, signs and arms' },
    limit: atLeast(5, 'm'),
    norm: 'CJJ 37-2012（2016 版）、GB 5768.2-2022',
    note: '按挂载登记高度',
    measure: (evidence) => heightsOf(evidence, (mount) => OVER_CARRIAGEWAY.includes(mount.kind)),
  }),
  normRule({
    id: 'R7c',
    title: { zh: '车行道净高（灯臂等其他设施）', en: 'Clear height over the carriageway, all else' },
    limit: atLeast(4.5, 'm'),
    norm: 'CJJ 37-2012（2016 版）',
    note: '主干路净高 4.5 m；按挂载登记高度',
    measure: (evidence) => lampArms(evidence),
  }),
  normRule({
    id: 'R7b',
    title: { zh: '人行、非机动车道净高', en: 'Clear height over footway and cycleway' },
    limit: atLeast(2.5, 'm'),
    norm: 'CJJ 37-2012（2016 版）',
    note: '按挂载登记高度',
    measure: (evidence) => heightsOf(evidence, (mount) => OVER_FOOTWAY.includes(mount.kind)),
  }),
  normRule({
    id: 'R15',
    title: { zh: '信号杆上的广告、道旗', en: 'Advertising on signal poles' },
    limit: atMost(0, '件'),
    norm: 'GB 14886-2016',
    note: '含信息屏；红黄绿装饰灯同禁',
    measure: ({ finalPoles }) =>
      measured(
        finalPoles
          .filter(({ mounts }) => mounts.some((mount) => SIGNALS.includes(mount.kind)))
          .map(({ ref, mounts }) => ({
            value: mounts.filter((mount) => ADVERTISING.includes(mount.kind)).length,
            objects: [ref],
          })),
      ),
  }),
];

function heightsOf({ finalPoles }: Evidence, counts: (mount: Mount) => boolean): Measurement {
  return measured(
    finalPoles.flatMap(({ ref, mounts }) =>
      mounts.filter(counts).map(({ height }): Measured => ({ value: height, objects: [ref] })),
    ),
  );
}

/** Arms of lamps that reach out towards the axis. */
function lampArms({ finalPoles, axis }: Evidence): Measurement {
  return measured(
    finalPoles.flatMap(({ ref, mounts, station }): Measured[] => {
      if (!station || !axis) return [];
      const inward = axis.bearingAt(station.chainage) + (station.offset < 0 ? -90 : 90);
      return mounts.flatMap((mount): Measured[] => {
        const towards = Math.cos(((mount.azimuth - inward) * Math.PI) / 180) > Math.SQRT1_2;
        return mount.kind === 'luminaire' && towards ? [{ value: mount.height, objects: [ref] }] : [];
      });
    }),
  );
}
