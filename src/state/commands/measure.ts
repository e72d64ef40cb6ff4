import { type Command, command, option } from '../command.ts';
import {
  MEASURE_KINDS,
  type MeasureKind,
  type Measuring,
  MOST_POINTS,
  POINTS_OF_HEIGHT,
  readPlace,
  withPoint,
} from '../measuring.ts';
import type { SessionStore } from '../store.ts';

/** Distances, areas and heights on the map. */
export const MEASURE_COMMANDS: readonly Command[] = [
  tool('distance', { zh: '测距离', en: 'Measure a distance' }, '1'),
  tool('area', { zh: '测面积', en: 'Measure an area' }, '2'),
  tool('height', { zh: '测高度', en: 'Measure a height' }, '3'),
  command('measure.add', {
    title: { zh: '加测量点', en: 'Add a measured point' },
    enabled: ({ store }) => store.getState().measure?.open === true,
    perform: ({ store }, argument) => {
      const { measure } = store.getState();
      if (!measure) return;
      // One place, or foot and top of something at once.
      const places = Array.isArray(argument) && Array.isArray(argument[0]) ? argument : [argument];
      set(store, places.map(readPlace).reduce(withPoint, measure));
    },
  }),
  command('measure.back', {
    title: { zh: '撤回测量点', en: 'Take the last measured point back' },
    enabled: ({ store }) => (store.getState().measure?.points.length ?? 0) > 0,
    perform: ({ store }) => {
      const { measure } = store.getState();
      if (measure) set(store, { ...measure, points: measure.points.slice(0, -1), open: true });
    },
  }),
  command('measure.finish', {
    title: { zh: '结束测量', en: 'End measuring' },
    enabled: ({ store }) => store.getState().measure !== null,
    perform: ({ store }) => {
      const { measure } = store.getState();
      if (!measure) return;
      const least = measure.kind === 'area' ? 3 : 2;
      set(store, measure.open && measure.points.length >= least ? { ...measure, open: false } : null);
    },
  }),
  command('measure.set', {
    title: { zh: '测量给定的点', en: 'Measure given points' },
    perform: ({ store }, argument) => {
      if (argument === null) return set(store, null);
      const { kind, points } = (typeof argument === 'object' ? argument : {}) as {
        readonly kind?: unknown;
        readonly points?: unknown;
      };
      const measured = option(kind, MEASURE_KINDS, 'Measurement');
      const most = measured === 'height' ? POINTS_OF_HEIGHT : MOST_POINTS;
      if (!Array.isArray(points) || points.length > most)
        throw new RangeError(`Points ${JSON.stringify(points)}: give a list of at most ${most} points.`);
      set(store, { kind: measured, points: points.map(readPlace), open: false });
    },
  }),
];

function set(store: SessionStore, measure: Measuring | null): void {
  store.change((draft) => {
    draft.measure = measure;
    // One tool has the pointer.
    if (measure?.open) draft.area = null;
  });
}

function tool(kind: MeasureKind, title: Command['title'], key: string): Command {
  return command(`measure.${kind}`, {
    title,
    key,
    palette: true,
    enabled: ({ store }) => store.getState().mode === 'review',
    perform: ({ store }) => {
      const { measure } = store.getState();
      set(store, measure?.kind === kind && measure.open ? null : { kind, points: [], open: true });
    },
  });
}
