/** Words of choosing assets by area. */
export const S = {
  tools: { zh: '选择部件', en: 'Select assets' },
  box: { zh: '框选', en: 'Box' },
  polygon: { zh: '多边形', en: 'Polygon' },
  boxHint: {
    zh: '拖出一个框，或点两个对角；方向键移动十字，回车落点',
    en: 'Drag a box, or tap two corners; arrow keys move the cross, Enter sets a corner',
  },
  polygonHint: {
    zh: '逐点点击，点回起点完成，或按住一笔圈出；方向键移动十字，回车落点，退格撤点',
    en: 'Tap corner by corner and the first again, or draw it in one go; arrow keys, Enter, Backspace',
  },
  how: { zh: '与已选的关系', en: 'Joined to what is selected' },
  replace: { zh: '新选', en: 'New' },
  add: { zh: '添加', en: 'Add' },
  subtract: { zh: '减去', en: 'Subtract' },
  keys: { zh: 'Shift 添加，Alt 减去', en: 'Shift adds, Alt subtracts' },
  finish: { zh: '完成', en: 'Finish' },
  cancel: { zh: '取消', en: 'Cancel' },
  canvas: { zh: '选择区域画布', en: 'Canvas of the selection area' },
  sky: {
    zh: '这里看不到地面，无法定位区域。请压低视角后再画。',
    en: 'No ground is seen here. Tilt the view down and draw again.',
  },
  chosen: { zh: '已选 {n} 个', en: '{n} selected' },
  none: { zh: '区域内没有显示的部件', en: 'No shown asset lies there' },
  table: { zh: '属性表', en: 'Table' },
  clear: { zh: '取消选择', en: 'Clear the selection' },
} as const;
