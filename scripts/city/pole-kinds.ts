import type { Mount } from '../../src/domain/mount.ts';
import type { PoleClass } from '../../src/domain/pole-class.ts';

export interface PoleKind {
  readonly height: number;
  readonly owner: string;
  readonly maintainer: string;
  /** Mounts with azimuths relative to the side that faces the carriageway; 270 looks at oncoming traffic. */
  readonly mounts: readonly Mount[];
}

const mount = (kind: Mount['kind'], height: number, azimuth: number): Mount => ({ kind, height, azimuth });

/** Heights, owners and mounts by class (domain.md §4.2, §4.3 [M]); all 示意. */
export const POLE_KINDS: Readonly<Record<Exclude<PoleClass, 'LP' | 'MF'>, PoleKind>> = {
  TS: {
    height: 6.8,
    owner: '公安交警',
    maintainer: '公安交警',
    mounts: [mount('vehicle-signal', 6.2, 270), mount('vehicle-signal', 6.2, 270), mount('pedestrian-signal', 2.5, 0)],
  },
  TG: {
    height: 6.4,
    owner: '公安交警',
    maintainer: '公安交警',
    mounts: [mount('guide-sign', 5.6, 270)],
  },
  CC: {
    height: 6.5,
    owner: '公安交警',
    maintainer: '公安交警',
    mounts: [mount('enforcement-camera', 6.2, 270), mount('camera', 5.8, 0)],
  },
  RN: {
    height: 3,
    owner: '民政部门',
    maintainer: '城市管理局',
    mounts: [mount('name-plate', 2.7, 0), mount('name-plate', 2.2, 90)],
  },
  WF: { height: 2.8, owner: '文旅部门', maintainer: '城市管理局', mounts: [mount('name-plate', 2.5, 270)] },
  BS: { height: 2.6, owner: '公交公司', maintainer: '公交公司', mounts: [mount('sign', 2.3, 270)] },
  CM: {
    height: 14,
    owner: '铁塔公司',
    maintainer: '铁塔公司',
    mounts: [
      mount('micro-cell', 13.4, 0),
      mount('micro-cell', 13.4, 120),
      mount('micro-cell', 13.4, 240),
      mount('cabinet', 1.6, 180),
    ],
  },
  PW: { height: 12, owner: '国网供电公司', maintainer: '国网供电公司', mounts: [] },
  EN: { height: 4.5, owner: '生态环境局', maintainer: '生态环境局', mounts: [mount('weather', 4.2, 0)] },
  AD: {
    height: 5,
    owner: '城市管理局',
    maintainer: '广告运营单位',
    mounts: [mount('flag', 4, 90), mount('flag', 4, 270)],
  },
  OT: { height: 3.2, owner: '产权待查', maintainer: '城市管理局', mounts: [mount('help-point', 1.4, 0)] },
};

/** The other shapes a class takes on the street. */
export const PEDESTRIAN_SIGNAL: readonly Mount[] = [
  mount('pedestrian-signal', 2.5, 90),
  mount('pedestrian-signal', 2.5, 0),
];
export const SMALL_SIGN: readonly Mount[] = [mount('sign', 2.6, 270)];
export const DOME_CAMERA: readonly Mount[] = [mount('camera', 5.8, 0), mount('speaker', 4, 0)];
