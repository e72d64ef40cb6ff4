import { type CloseupInput, mountCloseup } from '../closeup/closeup.ts';
import type { Pin } from '../closeup/exhibit.ts';
import { sensorPlan } from '../domain/furniture/bridge-sensors.ts';
import { formatMounts, type Mount } from '../domain/mount.ts';
import { madeUp } from './closeup-subject.ts';
import type { GalleryPage } from './page.ts';

const MOUNTS: readonly Mount[] = [
  { kind: 'luminaire', height: 11.8, azimuth: 0 },
  { kind: 'luminaire', height: 8.4, azimuth: 180 },
  { kind: 'micro-cell', height: 10.4, azimuth: 90 },
  { kind: 'weather', height: 9.6, azimuth: 270 },
  { kind: 'camera', height: 7.2, azimuth: 300 },
  { kind: 'vehicle-signal', height: 6.2, azimuth: 270 },
  { kind: 'sign', height: 4.4, azimuth: 270 },
  { kind: 'name-plate', height: 3, azimuth: 0 },
  { kind: 'screen', height: 2, azimuth: 180 },
  { kind: 'help-point', height: 1.3, azimuth: 180 },
  { kind: 'cabinet', height: 0.76, azimuth: 0 },
];

const SUBJECTS = [
  madeUp('pole', { class: 'MF', height: 12, mounts: formatMounts(MOUNTS) }, { online: [0, 42], power: [1180, 42] }),
  madeUp(
    'lamp',
    { type: 'double-arm', height: 12, mounts: 'luminaire:12:0|luminaire:8:180' },
    { power: [236, 18], dim: [100, 18], fault: [0, 5400] },
  ),
  madeUp(
    'bridge',
    {
      type: 'cable-stayed',
      mainSpan: 320,
      width: 40,
      towerHeight: 77,
      deflectionLimit: 180,
      strainLimit: 200,
      baseFrequency: 0.41,
    },
    {
      deflection: [162.4, 8],
      strain: [96, 8],
      cableForce: [-2.31, 640],
      frequency: [0.408, 8],
      vibration: [6.2, 8],
      temperature: [31.4, 9],
      wind: [4.7, 3200],
    },
  ),
  madeUp(
    'billboard',
    { type: 'column', width: 18, height: 6, bottom: 12 },
    { inspection: [5, 86_400 * 12], windRatio: [0.34, 86_400 * 12], lit: [1, 30] },
  ),
  madeUp('waterlogging', {}, { depth: [18.4, 12], rain: [42, 12], pump: [1.26, 75] }),
] as const;

/** The flagship's transducers: one slack cable, one that is silent. */
const PINS: readonly Pin[] = sensorPlan({
  id: 'BR-01',
  type: 'cable-stayed',
  mainBridge: 600,
  mainSpan: 320,
  width: 40,
  deckHeight: 12,
  towerHeight: 77,
  sensors: 96,
  deflectionLimit: 180,
  strainLimit: 200,
  baseFrequency: 0.41,
}).map(({ id, at }) => ({
  id,
  at,
  status: id === 'BR-01-SL-15' ? 'yellow' : 'normal',
  liveness: id === 'BR-01-YB-04' ? 'offline' : 'live',
}));

const [WIDTH, HEIGHT] = [620, 560];

/** Five close-ups by day, the same five by night. */
export const page: GalleryPage = {
  title: { zh: '部件特写', en: 'Close-up' },
  size: [SUBJECTS.length * WIDTH, 2 * HEIGHT],
  async mount(element) {
    const closeups = (['day', 'night'] as const).flatMap((light, row) =>
      SUBJECTS.map(({ subject, readings }, column) => {
        const frame = document.createElement('div');
        frame.style.cssText = `position:absolute;left:${column * WIDTH}px;top:${row * HEIGHT}px;width:${WIDTH}px;height:${HEIGHT}px;font-size:14px`;
        frame.dataset.light = light;
        element.append(frame);
        const input: CloseupInput = { language: row === 0 ? 'zh' : 'en', light, reducedMotion: true };
        const closeup = mountCloseup(frame, input);
        closeup.show(subject, readings, subject.asset.attributes.type === 'cable-stayed' ? PINS : []);
        return closeup;
      }),
    );
    for (let i = 0; i < 4; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    return () => {
      for (const closeup of closeups) closeup.destroy();
    };
  },
};
