/** Words of a building that was asked for. */
export const B = {
  building: { zh: '建筑', en: 'Building' },
  structure: { zh: '构筑物', en: 'Structure' },
  height: { zh: '高度', en: 'Height' },
  base: { zh: '底面高出地面', en: 'Base above ground' },
  storeys: { zh: '层数', en: 'Storeys' },
  use: { zh: '用途', en: 'Use' },
  year: { zh: '建成年份', en: 'Year built' },
  source: { zh: '来源：{source}', en: 'Source: {source}' },
  sources: { zh: '由 {n} 项数据生成，见“关于与数据来源”。', en: 'Made from {n} datasets; see About.' },
  and: { zh: '、', en: ', ' },
  unread: { zh: '名称与编号未能读取；再次点击重试。', en: 'Its name and id could not be read; click it again.' },
} as const;
