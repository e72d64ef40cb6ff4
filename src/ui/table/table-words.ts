/** Words of the attribute table. */
export const T = {
  title: { zh: '属性表', en: 'Attribute table' },
  layer: { zh: '图层', en: 'Layer' },
  rows: { zh: '{n} 行，共 {all}', en: '{n} of {all} rows' },
  onlyChosen: { zh: '只看已选', en: 'Selected only' },
  condition: {
    zh: "条件（CQL2），如 power > 100 AND level = 'red'",
    en: "Condition (CQL2), such as power > 100 AND level = 'red'",
  },
  noFilter: { zh: '清除筛选', en: 'Clear the filter' },
  rest: { zh: '另有条件', en: 'And' },
  csv: { zh: '导出 CSV（含单位、来源、时间与质量）', en: 'Export CSV, with units, provenance, times and quality' },
  geojson: { zh: '导出 GeoJSON', en: 'Export GeoJSON' },
  choose: { zh: '选入', en: 'Select' },
  any: { zh: '全部', en: 'All' },
  filterOf: { zh: '筛选 {field}', en: 'Filter {field}' },
  sortBy: { zh: '按 {field} 排序', en: 'Sort by {field}' },
  empty: {
    zh: '没有符合条件的部件。放宽条件，或取消“只看已选”。',
    en: 'No asset meets the condition. Widen it, or show more than the selection.',
  },
  noCondition: {
    zh: '{field}：“{text}”不是条件；可写 >100、5..10、20 或 ∅（无值）{unit}。',
    en: '{field}: "{text}" is no condition; write >100, 5..10, 20 or ∅ for nothing{unit}.',
  },
  longitude: { zh: '经度 longitude', en: 'Longitude longitude' },
  latitude: { zh: '纬度 latitude', en: 'Latitude latitude' },
  marking: { zh: '密级与导出', en: 'Class and export' },
  future: { zh: '播放头在未来：无观测值', en: 'The playhead is in the future: nothing is observed' },
  wholeFilter: { zh: '筛选同时作用于地图', en: 'The filter acts on the map too' },
} as const;
