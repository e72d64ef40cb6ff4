import type { Clip, ClipBox } from '../../domain/geo/clip.ts';
import { boxInView, checkedClip, readPolygon } from '../clipping.ts';
import { type Command, type CommandContext, command } from '../command.ts';

const BOX_KEYS = ['centre', 'width', 'depth', 'heading', 'bottom', 'top'] as const;

/** What the city is cut down to. */
export const CLIP_COMMANDS: readonly Command[] = [
  command('clip.box', {
    title: { zh: '剖切盒', en: 'Clipping box' },
    key: '4',
    palette: true,
    enabled: ({ store }) => store.getState().mode === 'review',
    perform: (context, argument) => {
      const { clip } = context.store.getState();
      if (argument === null || (argument === undefined && clip !== null)) return set(context, null);
      set(context, changed(clip?.kind === 'box' ? clip : inView(context), argument));
    },
  }),
  command('clip.polygon', {
    title: { zh: '按多边形剖切', en: 'Clip by a polygon' },
    perform: (context, argument) => {
      if (argument === null) return set(context, null);
      set(context, readPolygon(argument));
    },
  }),
];

function inView({ store, here }: CommandContext): ClipBox {
  const view = here?.() ?? store.getState().view;
  if (!view) throw new RangeError('Clipping box: nothing is looked at yet; give centre: [longitude, latitude].');
  return boxInView(view);
}

/** The box with the given fields instead of its own. Throws RangeError on any other field. */
function changed(box: ClipBox, argument: unknown): ClipBox {
  const given = typeof argument === 'object' && argument !== null ? argument : {};
  for (const [key, value] of Object.entries(given)) {
    const fits = key === 'centre' ? Array.isArray(value) && value.length === 2 : typeof value === 'number';
    if (!(BOX_KEYS as readonly string[]).includes(key) || !fits)
      throw new RangeError(
        `Clipping box ${key} = ${JSON.stringify(value)}: there are centre [longitude, latitude] and the numbers ${BOX_KEYS.slice(1).join(', ')}.`,
      );
  }
  return { ...box, ...given };
}

function set({ store }: CommandContext, clip: Clip | null): void {
  const next = clip && checkedClip(clip);
  store.change((draft) => {
    draft.clip = next;
  });
}
