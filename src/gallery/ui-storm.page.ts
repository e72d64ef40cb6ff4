import { DEFAULT_SESSION } from '../state/session.ts';
import { USUAL_STORM } from '../state/storm.ts';
import { deskPage } from './desk-page.tsx';

const query = new URLSearchParams(globalThis.location?.search ?? '');
const START = Date.parse('2027-08-20T10:00:00+08:00');
const PLACE = [116.6, 35.42] as const;

/** A storm over a waterlogging point with works: chart, plan and table; `&at=works` scrolls to them, `&works=none`, `&lang=en`. */
export const page = deskPage({
  title: { zh: '暴雨推演', en: 'Storm' },
  weather: 'calm',
  visitor: 'planner',
  session: () => ({
    language: query.get('lang') === 'en' ? 'en' : 'zh',
    playhead: { kind: 'instant', at: START + 48 * 60_000 },
    scenario: { id: 'guanghe-poles', alternative: 'B' },
    storm: { ...USUAL_STORM, site: 'WL-01', start: START },
    panels: { ...DEFAULT_SESSION.panels, storm: true },
  }),
  settled: async (element, port) => {
    const point = port.fleet().get('waterlogging')?.assets;
    const at = point ? [point.positions[0], point.positions[1]] : PLACE;
    if (query.get('works') !== 'none')
      for (const [kind, sizes] of [
        ['tank', { volume: 1500 }],
        ['raise', { by: 0.2, length: 60, width: 30 }],
      ] as const)
        port.run('drain.add', { kind, point: 'WL-01', at, sizes });
    await new Promise((resolve) => setTimeout(resolve, 700));
    if (query.get('at') === 'works') element.querySelector('.drain-works')?.scrollIntoView();
    if (query.get('at') === 'section') {
      const section = element.querySelector<HTMLDetailsElement>('.storm-section');
      if (section) section.open = true;
      section?.scrollIntoView();
    }
  },
});
