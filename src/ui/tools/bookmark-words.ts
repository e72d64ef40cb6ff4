import type { Words } from '../../domain/words.ts';

/** Words of bookmarks and the tour. */
export const B = {
  title: { zh: '书签与导览', en: 'Bookmarks and tour' },
  add: { zh: '存下当前视图', en: 'Keep this view' },
  none: {
    zh: '还没有书签。书签记下视角、时间、方案、对比、图层与剖切，只存在本机。',
    en: 'None yet. A bookmark keeps view, time, plan, comparison, layers and clipping, on this machine alone.',
  },
  name: { zh: '书签名称', en: 'Name of the bookmark' },
  open: { zh: '打开', en: 'Open' },
  dwell: { zh: '停留 s', en: 'Stay s' },
  up: { zh: '上移', en: 'Move up' },
  remove: { zh: '删除', en: 'Remove' },
  play: { zh: '播放导览', en: 'Play the tour' },
  hold: { zh: '暂停', en: 'Pause' },
  goOn: { zh: '继续', en: 'Go on' },
  freeHand: { zh: '已暂停，可自由查看', en: 'Paused, look around freely' },
  stop: { zh: '停止', en: 'Stop' },
  exported: { zh: '导出文件', en: 'Export' },
  imported: { zh: '导入文件', en: 'Import' },
  touring: { zh: '导览 {n} / {all} · {name}', en: 'Tour {n} of {all} · {name}' },
  anyInput: { zh: '点击、滚动或按键即停', en: 'Any click, scroll or key stops it' },
} satisfies Record<string, Words>;
