import type { Words } from '../../domain/words.ts';

/** Words of the files that a storm rests on. */
export const F = {
  files: { zh: '实测地形与降雨过程', en: 'Surveyed terrain and recorded rain' },
  terrain: { zh: '实测地形', en: 'Surveyed terrain' },
  terrainWords: {
    zh: 'GeoTIFF 高程栅格，覆盖积水点周边 {side} m 见方；格网 ≤ 2 m、精度 ≤ 0.15 m 才给出等级范围。',
    en: 'GeoTIFF of heights over {side} m about the point; levels need cells of 2 m or less and 0.15 m or better.',
  },
  rain: { zh: '降雨过程', en: 'Recorded rain' },
  rainWords: {
    zh: 'CSV（minute,mm 或 time,mm）或 JSON，等步长，无缺测。',
    en: 'CSV (minute,mm or time,mm) or JSON, equal steps, no gaps.',
  },
  choose: { zh: '选择文件', en: 'Choose a file' },
  by: { zh: '测绘单位', en: 'Surveyed by' },
  accuracy: { zh: '高程精度 m', en: 'Accuracy of heights m' },
  crs: { zh: '坐标系（文件未写时）', en: 'System, if the file names none' },
  terrainFacts: {
    zh: '{by}；{crs}；格网 {cell} m，精度 ±{accuracy} m，补全 {filled} 格',
    en: '{by}; {crs}; cells of {cell} m, ±{accuracy} m, {filled} filled',
  },
  tooCoarse: { zh: '未达 2 m、0.15 m，仍按示意处理', en: 'coarser than 2 m or 0.15 m: still illustrative' },
  rainFacts: { zh: '{minutes} 分钟，共 {mm} mm', en: '{minutes} min, {mm} mm in all' },
  drop: { zh: '移除', en: 'Remove' },
} satisfies Record<string, Words>;
