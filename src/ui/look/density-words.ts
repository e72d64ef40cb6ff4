/** Words of the heat map and the hexagons of the overview. */
export const D = {
  layer: { zh: '聚合图层', en: 'Layer brought together' },
  none: { zh: '不聚合', en: 'Ungrouped' },
  measure: { zh: '按什么聚合', en: 'Measured by' },
  count: { zh: '数量', en: 'Number' },
  sum: { zh: '{field} 合计', en: 'Sum of {field}' },
  mean: { zh: '{field} 平均', en: 'Mean {field}' },
  heat: { zh: '热力', en: 'Heat' },
  hexagon: { zh: '六边形', en: 'Hexagons' },
  little: { zh: '少', en: 'Little' },
  much: { zh: '多', en: 'Much' },
  heatNote: { zh: '相对当前视野，筛选后的部件', en: 'Relative to what is in view, of the filtered assets' },
  hexagonNote: {
    zh: '每格边长 {radius} m，分六级等间距，筛选后的部件',
    en: 'Hexagons of {radius} m a side in six equal classes, of the filtered assets',
  },
} as const;
