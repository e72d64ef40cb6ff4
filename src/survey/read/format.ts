import type { Words } from '../../domain/words.ts';
import type { SurveyFormat } from '../raw-table.ts';

/** What a file is by its first bytes and, where they do not tell, its name. */
export type FileKind =
  | { readonly kind: Exclude<SurveyFormat, 'xlsx'> }
  | { readonly kind: 'zip' }
  /** Files that belong to a shapefile and mean nothing alone. */
  | { readonly kind: 'companion' }
  | { readonly kind: 'refused'; readonly reason: Words; readonly remedy: Words };

const SAVE_DXF: Words = {
  zh: '请在 CAD 中另存为 DXF（2013 或更早版本）后导入',
  en: 'save it from CAD as DXF 2013 or earlier and import that',
};
const SAVE_TABLE: Words = { zh: '请另存为 .xlsx 或 CSV', en: 'save it as .xlsx or CSV' };
const SAVE_GIS: Words = {
  zh: '请在 GIS 软件中导出为 Shapefile 或 GeoJSON',
  en: 'export it from the GIS as a shapefile or GeoJSON',
};

/** Releases of the DWG format by its first six characters. */
const DWG: Readonly<Record<string, string>> = {
  AC1032: '2018',
  AC1027: '2013',
  AC1024: '2010',
  AC1021: '2007',
  AC1018: '2004',
  AC1015: '2000',
  AC1014: 'R14',
};

/** Formats that are refused, by extension, where their first bytes are not telling enough. */
const REFUSED_EXTENSIONS: Readonly<Record<string, { name: string; remedy: Words }>> = {
  kml: { name: 'KML', remedy: SAVE_GIS },
  kmz: { name: 'KMZ', remedy: SAVE_GIS },
  gml: { name: 'GML', remedy: SAVE_GIS },
  mif: { name: 'MapInfo MIF', remedy: SAVE_GIS },
  tab: { name: 'MapInfo TAB', remedy: SAVE_GIS },
  dgn: { name: 'MicroStation DGN', remedy: SAVE_DXF },
  docx: { name: 'Word', remedy: SAVE_TABLE },
  doc: { name: 'Word', remedy: SAVE_TABLE },
  ods: { name: 'OpenDocument', remedy: SAVE_TABLE },
  rar: { name: 'RAR', remedy: { zh: '请改用 ZIP 打包', en: 'pack it as ZIP' } },
  '7z': { name: '7-Zip', remedy: { zh: '请改用 ZIP 打包', en: 'pack it as ZIP' } },
};

/** First bytes of other formats that people have at hand. */
const REFUSED_STARTS: readonly { starts: string; name: string; remedy: Words }[] = [
  {
    starts: '\u00d0\u00cf\u0011\u00e0',
    name: 'XLS / ET / 加密的 XLSX',
    remedy: { zh: '请另存为不加密的 .xlsx', en: 'save it as .xlsx without a password' },
  },
  { starts: 'AutoCAD Binary DXF', name: '二进制 DXF', remedy: SAVE_DXF },
  { starts: 'SQLite format 3', name: 'GeoPackage / SQLite', remedy: SAVE_GIS },
  { starts: '\u0000\u0001\u0000\u0000Standard', name: 'Access MDB', remedy: SAVE_TABLE },
  {
    starts: '%PDF',
    name: 'PDF',
    remedy: { zh: '请提供原始表格或图形文件', en: 'give the table or drawing it was made from' },
  },
  {
    starts: '\u0089PNG',
    name: 'PNG',
    remedy: { zh: '请提供原始表格或图形文件', en: 'give the table or drawing it was made from' },
  },
  {
    starts: '\u00ff\u00d8\u00ff',
    name: 'JPEG',
    remedy: { zh: '请提供原始表格或图形文件', en: 'give the table or drawing it was made from' },
  },
  { starts: 'Rar!', name: 'RAR', remedy: { zh: '请改用 ZIP 打包', en: 'pack it as ZIP' } },
];

/** What `bytes` called `name` is. */
export function fileKind(name: string, bytes: Uint8Array): FileKind {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (bytes.length === 0)
    return {
      kind: 'refused',
      reason: { zh: '文件是空的', en: 'is empty' },
      remedy: { zh: '请重新导出', en: 'export it again' },
    };
  if (/^AC1\d{3}/.test(start)) {
    const release = DWG[start.slice(0, 6)] ?? start.slice(0, 6);
    return {
      kind: 'refused',
      reason: {
        zh: `是 DWG 图形（${release}），不能直接读取`,
        en: `is a DWG drawing (${release}), which cannot be read`,
      },
      remedy: SAVE_DXF,
    };
  }
  const refused = REFUSED_STARTS.find(({ starts }) => start.startsWith(starts)) ?? REFUSED_EXTENSIONS[extension];
  if (refused) return refusal(refused.name, refused.remedy);
  if (start.startsWith('PK')) return { kind: 'zip' };
  if (start.startsWith('\u0000\u0000\u0027\u000a') && extension !== 'shx') return { kind: 'shapefile' };
  if (['shx', 'prj', 'cpg', 'sbn', 'sbx', 'qpj', 'qmd', 'qix'].includes(extension) || name.endsWith('.shp.xml'))
    return { kind: 'companion' };
  if (extension === 'dbf') return { kind: 'dbf' };
  if (extension === 'shp') return { kind: 'shapefile' };
  const text = start.replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').trimStart();
  if (extension === 'dxf' || /^(0|999)\r?\n/.test(text)) return { kind: 'dxf' };
  if (['json', 'geojson', 'geojsonl'].includes(extension) || /^[{[]/.test(text)) return { kind: 'geojson' };
  if (text.startsWith('<')) return refusal('XML / HTML', SAVE_TABLE);
  const utf16 = /^(\u00ff\u00fe|\u00fe\u00ff)/.test(start);
  if (['csv', 'txt', 'tsv'].includes(extension) || ((utf16 || !bytes.includes(0)) && extension === ''))
    return { kind: 'csv' };
  return refusal(extension === '' ? '未知 / unknown' : `.${extension}`, SAVE_TABLE);
}

function refusal(name: string, remedy: Words): FileKind {
  return {
    kind: 'refused',
    reason: { zh: `格式 ${name} 不能导入`, en: `format ${name} cannot be imported` },
    remedy: {
      zh: `${remedy.zh}；可导入 XLSX、CSV、DBF、Shapefile、GeoJSON、DXF`,
      en: `${remedy.en}; XLSX, CSV, DBF, shapefile, GeoJSON and DXF can be imported`,
    },
  };
}
