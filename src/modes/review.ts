import type { Layout, Mode } from './mode.ts';

const layout: Layout = {
  top: ['command-bar'],
  left: ['layers', 'overview', 'map-note'],
  right: ['inspector', 'scenario', 'alerts'],
  corner: ['closeup'],
  bottom: ['time-bar'],
};

/** The planner's desk: mouse and keyboard, 1440×900 to 4K. */
export const review: Mode = {
  id: 'review',
  title: { zh: '审阅', en: 'Review' },
  layouts: { landscape: layout, wide: layout, portrait: layout },
  panels: [
    'layers',
    'inspector',
    'overview',
    'closeup',
    'scenario',
    'alerts',
    'about',
    'search',
    'account',
    'versions',
    'options',
    'survey',
    'light',
    'duty',
    'bridge',
    'water',
    'export',
    'storm',
    'sight',
  ],
  tools: ['search', 'compare', 'share', 'report', 'decide-alerts', 'edit-time', 'city-style', 'select'],
  quality: 'high',
  input: { mouse: true, keyboard: true, touch: true },
  targetPixels: 24,
  idle: { afterSeconds: null, countdownSeconds: 0, action: 'nothing' },
  type: { kind: 'desk', basePixels: 14, referenceWidth: 1920 },
  symbolScale: 1,
  role: 'operator',
  labels: true,
  emphasis: 'everything',
  director: 'none',
  timeBar: { interactive: true, controls: true, hoursBefore: 24, hoursAfter: 12 },
};
