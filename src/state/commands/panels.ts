import type { Words } from '../../domain/words.ts';
import { type Command, command } from '../command.ts';
import type { PanelId } from '../session.ts';

/** Panels that come and go, and their notices. */
export const PANEL_COMMANDS: readonly Command[] = [
  panelToggle('search', { zh: '搜索', en: 'Search' }, 'Mod+k'),
  panelToggle('layers', { zh: '图层面板', en: 'Layer panel' }, '['),
  panelToggle('inspector', { zh: '属性面板', en: 'Inspector' }, ']'),
  panelToggle('alerts', { zh: '报警列表', en: 'Alert list' }, 'a'),
  panelToggle('scenario', { zh: '方案指标', en: 'Scenario figures' }, 's'),
  panelToggle('overview', { zh: '鹰眼图', en: 'Overview map' }, 'o'),
  panelToggle('closeup', { zh: '部件特写', en: 'Close-up' }, 'c'),
  panelToggle('versions', { zh: '版本与会签', en: 'Versions and sign-off' }, 'v'),
  panelToggle('options', { zh: '方案比选与进度', en: 'Options and works' }, 'p'),
  panelToggle('survey', { zh: '探测成果', en: 'Surveys' }, 'i'),
  panelToggle('light', { zh: '配光与实测照度', en: 'Photometry and measured light' }, 'j'),
  panelToggle('duty', { zh: '交接班与演练', en: 'Hand-over and drills' }, 'h'),
  panelToggle('bridge', { zh: '桥梁监测', en: 'Bridge monitoring' }, 'b'),
  panelToggle('water', { zh: '积水监测', en: 'Water monitoring' }, 'w'),
  panelToggle('export', { zh: '出图与导出', en: 'Pictures and exports' }, 'x'),
  panelToggle('storm', { zh: '暴雨推演', en: 'Storm' }, 'r'),
  panelToggle('sight', { zh: '视线与日照', en: 'Sight and sun' }, 'k'),
  panelToggle('review', { zh: '审查意见', en: 'Review record' }, 'q'),
  panelToggle('bookmarks', { zh: '书签与导览', en: 'Bookmarks and tour' }, '6'),
  panelToggle('buffer', { zh: '缓冲区查询', en: 'Buffer query' }, '8'),
  panelToggle('own', { zh: '自有数据', en: 'Own data' }, '9'),
  panelToggle('account', { zh: '账户', en: 'Account' }, 'u'),
  panelToggle('about', { zh: '关于与数据来源', en: 'About and sources' }, '?'),
  command('notice.dismiss', {
    title: { zh: '关闭提示', en: 'Dismiss notice' },
    perform: ({ store }, argument) =>
      store.change((draft) => {
        draft.notices = draft.notices.filter((notice) => notice.key !== argument);
      }),
  }),
];

function panelToggle(panel: PanelId, title: Words, key: string): Command {
  return command(`panel.${panel}`, {
    title,
    key,
    palette: true,
    perform: ({ store }, argument) =>
      store.change((draft) => {
        draft.panels = { ...draft.panels, [panel]: typeof argument === 'boolean' ? argument : !draft.panels[panel] };
      }),
  });
}
