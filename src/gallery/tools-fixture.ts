import type { Bookmark, Session } from '../state/session.ts';
import { DEFAULT_SESSION } from '../state/session.ts';

export type Tool = 'measure' | 'clip' | 'tour' | 'walk';

const bookmark = (id: string, name: string): Bookmark => ({
  id,
  name,
  dwell: 6,
  link: '',
});
const TOOLS: Readonly<Record<Tool, Partial<Session>>> = {
  measure: {
    measure: {
      kind: 'area',
      points: [
        [116.585, 35.43, 0],
        [116.612, 35.432, 0],
        [116.605, 35.412, 0],
      ],
      open: true,
    },
  },
  clip: {
    clip: { kind: 'box', centre: [116.6, 35.425], width: 1800, depth: 1000, heading: 15, bottom: -5, top: 60 },
  },
  tour: { tour: 0, tourHeld: true, bookmarks: [bookmark('B-1', '洸河路与建设路口，东望'), bookmark('B-2', '南岸')] },
  walk: { walking: true },
};

/** The session of a desk at which these tools are in use. */
export function allTools(...tools: readonly Tool[]): Partial<Session> {
  return Object.assign({ mode: DEFAULT_SESSION.mode }, ...tools.map((tool) => TOOLS[tool]));
}
