import type { Layout, Mode } from './mode.ts';

const landscape: Layout = {
  top: ['hall-header'],
  left: ['hall-queue'],
  right: ['hall-systems'],
  corner: ['map-note', 'overview'],
  bottom: ['director', 'time-bar'],
};

/** The duty room's wall: nobody touches it, it is read from 8 m. */
export const hall: Mode = {
  id: 'hall',
  title: { zh: '指挥大厅', en: 'Command hall' },
  layouts: {
    landscape,
    portrait: landscape,
    wide: {
      top: ['hall-header'],
      left: ['hall-queue'],
      outerLeft: ['overview'],
      right: ['hall-systems'],
      outerRight: ['hall-replay'],
      corner: ['map-note'],
      bottom: ['director', 'time-bar'],
    },
  },
  panels: ['overview', 'alerts', 'search', 'about'],
  tools: ['search'],
  quality: 'medium',
  input: { mouse: false, keyboard: true, touch: false },
  targetPixels: 24,
  idle: { afterSeconds: 180, countdownSeconds: 0, action: 'now' },
  type: { kind: 'wall', wallHeight: 3.4, distance: 8 },
  symbolScale: 2.2,
  role: 'operator',
  labels: true,
  emphasis: 'alerts',
  director: 'incidents',
  timeBar: { interactive: true, controls: false, hoursBefore: 24, hoursAfter: 6 },
};
