import type { Layout, Mode } from './mode.ts';

const layout: Layout = {
  corner: ['map-note'],
  card: ['story-card'],
  floor: ['exhibition-corners', 'story-doors'],
  bottom: ['time-bar'],
};

/** A kiosk in the hands of strangers, portrait or landscape. */
export const exhibition: Mode = {
  id: 'exhibition',
  title: { zh: '展示', en: 'Exhibition' },
  layouts: { portrait: layout, landscape: layout, wide: layout },
  panels: [],
  tools: [],
  quality: 'high',
  input: { mouse: true, keyboard: true, touch: true },
  targetPixels: 64,
  idle: { afterSeconds: 45, countdownSeconds: 10, action: 'attract' },
  type: { kind: 'kiosk', basePixels: 24, referenceEdge: 1080 },
  symbolScale: 1.8,
  role: 'public',
  labels: false,
  emphasis: 'everything',
  director: 'stories',
  timeBar: { interactive: true, controls: false, hoursBefore: 24, hoursAfter: 6 },
};
