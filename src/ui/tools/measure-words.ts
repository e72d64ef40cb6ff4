import type { Words } from '../../domain/words.ts';
import type { MeasureKind } from '../../state/measuring.ts';

/** Words of measuring on the map. */
export const M = {
  tools: { zh: '测量', en: 'Measure' },
  distanceHint: {
    zh: '逐点点击（屋顶、路面均可），再点末点结束',
    en: 'Click point by point, roofs and roads alike; click the last again to end',
  },
  areaHint: {
    zh: '逐点点击外轮廓，点回起点结束',
    en: 'Click the outline point by point, the first again to end',
  },
  heightHint: {
    zh: '点建筑或杆件即得高度；点地面则再点一处',
    en: 'Click a building or pole for its height; on the ground, click a second place',
  },
  keys: {
    zh: '方向键移动十字，回车落点，退格撤点，Esc 结束',
    en: 'Arrow keys move the cross, Enter sets a point, Backspace takes it back, Esc ends',
  },
  total: { zh: '合计', en: 'Total' },
  leg: { zh: '第 {n} 段', en: 'Leg {n}' },
  horizontal: { zh: '水平', en: 'Horizontal' },
  slope: { zh: '斜距', en: 'Slope' },
  rise: { zh: '高差', en: 'Rise' },
  plan: { zh: '水平面积', en: 'Plan area' },
  surface: { zh: '地表面积', en: 'Surface' },
  perimeter: { zh: '周长', en: 'Perimeter' },
  mu: { zh: '{n} 亩', en: '{n} mu' },
  hectares: { zh: '{n} 公顷', en: '{n} ha' },
  accuracy: {
    zh: '椭球面水平距离（WGS-84 ≈ CGCS2000），7 km 内算法误差不足 1 mm；点位精度取决于拾取的模型与屏幕像素。',
    en: 'Horizontal on the ellipsoid (WGS-84 ≈ CGCS2000), the formula less than 1 mm wrong within 7 km; a point is as exact as the model and the pixel it was picked from.',
  },
  back: { zh: '撤点', en: 'Back' },
  finish: { zh: '结束', en: 'End' },
  close: { zh: '清除测量', en: 'Clear the measurement' },
  copyCsv: { zh: '复制 CSV', en: 'Copy CSV' },
  copyGeoJson: { zh: '复制 GeoJSON', en: 'Copy GeoJSON' },
  copied: { zh: '已复制', en: 'Copied' },
  saved: { zh: '剪贴板不可用，已存为文件', en: 'No clipboard: saved as a file' },
  sky: { zh: '这里看不到地面或模型，无法取点。', en: 'Neither ground nor model is seen here: no point.' },
  canvas: { zh: '测量结果', en: 'Measurement' },
  from: { zh: '起点', en: 'from' },
  to: { zh: '终点', en: 'to' },
  longitude: { zh: '经度', en: 'longitude' },
  latitude: { zh: '纬度', en: 'latitude' },
  above: { zh: '离地高', en: 'height above ground' },
} satisfies Record<string, Words>;

export const KIND_WORDS: Readonly<Record<MeasureKind, Words>> = {
  distance: { zh: '测距离', en: 'Distance' },
  area: { zh: '测面积', en: 'Area' },
  height: { zh: '测高度', en: 'Height' },
};
