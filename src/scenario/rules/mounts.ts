import type { MountKind } from '../../domain/mount.ts';
import { loadOf } from '../poles/mount-load.ts';
import type { Evidence } from './evidence.ts';
import { atLeast, atMost, type Measured } from './judging.ts';
import { normRule, type Rule } from './rule.ts';

/** Kinds that hang over the carriageway on an arm, and kinds that jut out over footway or cycleway. */
const OVER_CARRIAGEWAY: readonly MountKind[] = ['vehicle-signal', 'guide-sign', 'enforcement-camera'];
const OVER_FOOTWAY: readonly MountKind[] = ['sign', 'name-plate', 'flag'];
const ADVERTISING: readonly MountKind[] = ['flag', 'screen'];
const SIGNALS: readonly MountKind[] = ['vehicle-signal', 'pedestrian-signal'];

/** R6 (signs a pole), R7, R9 and R15: what may hang on a pole, and how high. */
export const MOUNT_RULES: readonly Rule[] = [
  normRule({
    id: 'R6',
    title: { zh: '单杆标志数', en: 'Signs a pole' },
    limit: { value: 4, unit: '块', sense: 'at most' },
    norm: 'GB 5768.2-2022',
    judge: (evidence, limit) => atMost(carrierLoads(evidence, 'signs'), limit),
  }),
  normRule({
    id: 'R7',
    title: { zh: '车行道净高（标志、悬臂）', en: 'Clear height over the carriageway' },
    limit: { value: 5, unit: 'm', sense: 'at least' },
    norm: 'CJJ 37-2012（2016 版）、GB 5768.2-2022',
    judge: (evidence, limit) => atLeast(heights(evidence, OVER_CARRIAGEWAY), limit),
  }),
  normRule({
    id: 'R7b',
    title: { zh: '人行、非机动车道净高', en: 'Clear height over footway and cycleway' },
    limit: { value: 2.5, unit: 'm', sense: 'at least' },
    norm: 'CJJ 37-2012（2016 版）',
    judge: (evidence, limit) => atLeast(heights(evidence, OVER_FOOTWAY), limit),
  }),
  ...(['kg', 'm2'] as const).map(
    (what): Rule =>
      normRule({
        id: what === 'kg' ? 'R9' : 'R9b',
        title: what === 'kg' ? { zh: '挂载质量', en: 'Mounted mass' } : { zh: '迎风面积', en: 'Windage' },
        limit: { value: what === 'kg' ? 120 : 3, unit: what === 'kg' ? 'kg' : 'm²', sense: 'at most' },
        norm: what === 'kg' ? 'GB 50135、GB 50009' : 'GB 50009',
        note: `${what === 'kg' ? '60–120 kg' : '1.5–3 m²'}；厂家承载力未提供`,
        standing: 'review',
        given: ({ capacity }) => (capacity ? { value: capacity[what], source: `${capacity.maker} 承载力` } : null),
        judge: (evidence, limit) => atMost(carrierLoads(evidence, what), limit),
      }),
  ),
  normRule({
    id: 'R15',
    title: { zh: '信号杆上的广告、道旗', en: 'Advertising on signal poles' },
    limit: { value: 0, unit: '件', sense: 'at most' },
    norm: 'GB 14886-2016',
    judge: ({ finalPoles }, limit) =>
      atMost(
        finalPoles
          .filter(({ mounts }) => mounts.some((mount) => SIGNALS.includes(mount.kind)))
          .map(({ ref, mounts }) => ({
            value: mounts.filter((mount) => ADVERTISING.includes(mount.kind)).length,
            objects: [ref],
          })),
        limit,
      ),
  }),
];

function carrierLoads({ finalPoles }: Evidence, what: 'kg' | 'm2' | 'signs'): Measured[] {
  return finalPoles
    .filter(({ carrier }) => carrier)
    .map(({ ref, mounts }) => ({ value: loadOf(mounts)[what], objects: [ref] }));
}

function heights({ finalPoles }: Evidence, kinds: readonly MountKind[]): Measured[] {
  return finalPoles
    .filter(({ carrier }) => carrier)
    .flatMap(({ ref, mounts }) =>
      mounts.filter((mount) => kinds.includes(mount.kind)).map(({ height }) => ({ value: height, objects: [ref] })),
    );
}
