import type { ClipBox } from '../../domain/geo/clip.ts';
import type { Words } from '../../domain/words.ts';

/** Words of cutting the city. */
export const C = {
  title: { zh: '剖切', en: 'Clipping' },
  hint: {
    zh: '拖动圆点移动各面，中间的方块移动整盒；也可直接填数',
    en: 'Drag a dot to move its face, the square to move the box, or write the figures',
  },
  close: { zh: '取消剖切', en: 'End clipping' },
  byPolygon: { zh: '按所测面剖切', en: 'Clip by the measured area' },
  needArea: { zh: '先用“测面积”画出范围', en: 'Outline it first with “Measure an area”' },
  outline: {
    zh: '轮廓凹凸均可，不可自相交，最多 {n} 个顶点',
    en: 'The outline may turn inward but not cross itself; at most {n} corners',
  },
  byBox: { zh: '改用盒', en: 'Use a box' },
  inside: { zh: '留下里面', en: 'Keep inside' },
  outside: { zh: '挖去里面', en: 'Cut out' },
  corners: { zh: '多边形 {n} 个顶点', en: 'Polygon of {n} corners' },
  side: { zh: '移动剖切面', en: 'Move this face' },
  move: { zh: '移动剖切盒', en: 'Move the box' },
  buried: {
    zh: '看地下：城市样式选“透视”，管线按埋深显示。',
    en: 'To look below ground choose the see-through city style: lines lie at their depth.',
  },
} satisfies Record<string, Words>;

export const FIELD_WORDS: Readonly<Record<Exclude<keyof ClipBox, 'kind' | 'centre'>, Words>> = {
  width: { zh: '宽 m', en: 'Width m' },
  depth: { zh: '深 m', en: 'Depth m' },
  heading: { zh: '方向 °', en: 'Heading °' },
  bottom: { zh: '底 m', en: 'Bottom m' },
  top: { zh: '顶 m', en: 'Top m' },
};
