import { garbled } from './read/encoding.ts';

/** What a column of a survey may tell. */
export type SurveyField = keyof typeof SYNONYMS;

/** Which column (by name) holds which field. */
export type ColumnMapping = Readonly<Partial<Record<SurveyField, string>>>;

/**
 * Header words by field, the usual one first. Compared without case, spaces, units in brackets and punctuation.
 * `x`, `y` say nothing of direction: Chinese survey sheets write X north, drawings write X east. 纵坐标 is north in both habits.
 */
const SYNONYMS = {
  id: [
    '杆号',
    '编号',
    '杆件编号',
    '杆体编号',
    '杆编号',
    '序号编码',
    '设施编号',
    '灯杆编号',
    '箱号',
    '点号',
    '唯一标识',
    'id',
    'no',
    'number',
    'poleid',
    'poleno',
    'polenumber',
    'objectid',
    'fid',
    '序号',
  ],
  kind: [
    '杆件类型',
    '类型',
    '杆类',
    '杆型',
    '类别',
    '设施类型',
    '种类',
    '杆件类别',
    '部件类型',
    'class',
    'type',
    'category',
    'kind',
    'poletype',
  ],
  layer: ['图层', 'layer', 'cadlayer'],
  block: ['图块', '块名', 'block', 'blockname'],
  owner: ['产权单位', '权属单位', '产权', '权属', '所有权单位', '所属单位', '业主单位', '业主', 'owner', 'ownership'],
  maintainer: ['管养单位', '养护单位', '管理单位', '维护单位', '运维单位', '主管部门', 'maintainer', 'operator'],
  height: ['高度', '杆高', '杆件高度', '杆体高度', '高', 'height', 'poleheight'],
  x: ['x', 'x坐标', '坐标x', 'xcoordinate', 'coordx', 'pointx', '起点x', '起点x坐标', 'x1', 'startx'],
  y: ['y', 'y坐标', '坐标y', 'ycoordinate', 'coordy', 'pointy', '起点y', '起点y坐标', 'y1', 'starty'],
  east: ['东坐标', '横坐标', '东向坐标', '横坐标y', 'e坐标', 'easting', 'east', 'e'],
  north: ['北坐标', '纵坐标', '北向坐标', '纵坐标x', 'n坐标', 'northing', 'north', 'n'],
  longitude: ['经度', '东经', '经度坐标', 'longitude', 'lon', 'lng', 'long', '起点经度'],
  latitude: ['纬度', '北纬', '纬度坐标', 'latitude', 'lat', '起点纬度'],
  endX: ['终点x', '终点x坐标', 'x2', 'endx'],
  endY: ['终点y', '终点y坐标', 'y2', 'endy'],
  endLongitude: ['终点经度', 'endlongitude', 'endlon'],
  endLatitude: ['终点纬度', 'endlatitude', 'endlat'],
  wkt: ['wkt', 'geometry', 'geom', '几何', '空间位置'],
  elevation: ['高程', '地面高程', '杆底高程', '标高', 'elevation', 'z', 'h坐标', 'altitude'],
  mounts: [
    '挂载',
    '挂载设备',
    '挂载设施',
    '搭载设备',
    '搭载设施',
    '附着物',
    '杆上设施',
    '杆上设备',
    '搭载',
    'mounts',
    'devices',
    'equipment',
  ],
  mountKind: ['挂载类型', '设备类型', '挂载种类', '挂载设备类型', 'mounttype', 'mountkind', 'devicetype'],
  mountHeight: ['挂载高度', '安装高度', '挂高', '设备高度', 'mountheight', 'mountingheight'],
  heightLayer: ['高度分层', '分层', '高度层', '层位', '安装层', '挂载层', 'heightlayer', 'layerno'],
  azimuth: ['方位角', '朝向', '方位', '方向角', '挂载方位角', 'azimuth', 'direction', 'facing'],
  heading: ['杆件朝向', '杆朝向', '臂方位角', '挑臂方向', '悬臂方向', '旋转角', 'heading', 'rotation', 'bearing'],
  weight: ['重量', '自重', '质量', '设备重量', 'weight', 'mass', 'kg'],
  windArea: ['迎风面积', '挡风面积', '受风面积', '迎风面', 'windarea', 'windage', 'frontalarea'],
  power: ['功率', '用电功率', '额定功率', '用电', 'power', 'wattage', 'watts', 'load'],
  fibre: ['光纤', '光纤需求', '需光纤', '光缆', '光纤接入', 'fibre', 'fiber'],
  surveyedOn: [
    '探测日期',
    '调查日期',
    '普查日期',
    '测量日期',
    '采集日期',
    '采集时间',
    '测绘日期',
    '探测时间',
    '日期',
    'surveydate',
    'surveyedon',
    'date',
    'collected',
  ],
  accuracy: ['精度', '定位精度', '点位精度', '平面精度', '中误差', '点位中误差', 'accuracy', 'precision', 'rms'],
  photo: ['照片', '照片编号', '现场照片', '图片', '照片名', '影像', 'photo', 'picture', 'image'],
  verification: [
    '核实状态',
    '核实情况',
    '核查状态',
    '是否核实',
    '核实',
    '审核状态',
    'verification',
    'verified',
    'checked',
  ],
  road: ['所在道路', '道路名称', '道路', '路名', '所属道路', '路段', 'road', 'street', 'roadname'],
  name: ['名称', '设施名称', '杆件名称', 'name', 'label', 'title', '标注', 'text'],
  code: ['部件标识码', '标识码', '部件编码', '国标码', 'partcode', 'code'],
  district: ['区划', '行政区', '区县', '所在区', 'district'],
  subdistrict: ['街道', '所在街道', '街道办', '乡镇', 'subdistrict', 'township'],
  note: ['备注', '说明', '附注', 'note', 'remark', 'remarks', 'comment', 'memo'],
  busLines: ['公交线路', '停靠线路', '经停线路', '途经线路', 'buslines', 'busroutes'],
  depth: ['埋深', '管顶埋深', '埋设深度', 'depth', 'cover'],
} as const satisfies Record<string, readonly string[]>;

/** Every field, in the order in which a person is asked for them. */
export const SURVEY_FIELDS = Object.keys(SYNONYMS) as SurveyField[];

/** The datum of degrees that the headers name, e.g. 经度(GCJ02), 百度经度, 纬度(CGCS2000); null when they name none. */
export function datumOfHeaders(columns: readonly string[]): 'GCJ-02' | 'BD-09' | 'EPSG:4490' | null {
  const all = columns.join(' ');
  if (/bd-?_?09|百度/i.test(all)) return 'BD-09';
  if (/gcj-?_?02|火星|高德|腾讯/i.test(all)) return 'GCJ-02';
  return /[经纬]度.*(cgcs-?2000|wgs-?84)/i.test(all) ? 'EPSG:4490' : null;
}

/** The field that a header names, or null. */
export function fieldOfHeader(header: string): SurveyField | null {
  let best: { field: SurveyField; score: number } | null = null;
  for (const field of SURVEY_FIELDS) {
    const score = scoreOf(header, field);
    if (score > (best?.score ?? 0)) best = { field, score };
  }
  return best?.field ?? null;
}

/** Suggests which column holds which field: best match first, each column and each field once. `chosen` overrides; `''` unsets. */
export function suggestMapping(columns: readonly string[], chosen: ColumnMapping = {}): ColumnMapping {
  const mapping: Partial<Record<SurveyField, string>> = {};
  const taken = new Set<string>();
  for (const field of SURVEY_FIELDS) {
    const column = chosen[field];
    if (column === undefined) continue;
    if (columns.includes(column)) {
      mapping[field] = column;
      taken.add(column);
    }
  }
  const scored = columns.flatMap((column, place) =>
    SURVEY_FIELDS.map((field) => ({ column, place, field, score: scoreOf(column, field) })),
  );
  scored.sort((a, b) => b.score - a.score || a.place - b.place);
  for (const { column, field, score } of scored) {
    if (score === 0) break;
    if (taken.has(column) || mapping[field] !== undefined || chosen[field] !== undefined) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** Whether a header is a known one in UTF-8 that some program opened as GBK and saved again. */
export function isGarbledHeader(header: string): boolean {
  return GARBLED.has(header.trim());
}

// A word of an odd number of characters loses its last byte on the way and is no sign.
const GARBLED = new Set(
  Object.values(SYNONYMS)
    .flat()
    .filter((word) => /^[\u4e00-\u9fff]+$/.test(word) && word.length % 2 === 0)
    .map(garbled),
);

/**
 * 0: not this field; higher: surer. Equal to a synonym counts most, earlier synonyms more; a DBF name cut at ten bytes counts as
 * the word it begins; a header that contains a Chinese word of two characters or more counts least, longer words more.
 */
function scoreOf(header: string, field: SurveyField): number {
  const text = plain(header);
  if (text === '') return 0;
  let best = 0;
  SYNONYMS[field].forEach((word: string, place) => {
    const chinese = /[\u4e00-\u9fff]/.test(word);
    if (text === word) best = Math.max(best, 1000 - place);
    else if (word.startsWith(text) && text.length >= (chinese ? 3 : 6)) best = Math.max(best, 500 - place);
    else if (chinese && word.length >= 2 && text.includes(word))
      best = Math.max(best, 100 + 10 * word.length - place / 10);
  });
  return best;
}

function plain(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[([{【].*?[)\]}】]/g, '')
    .replaceAll(/[\s_\-:：/\\.*#'"°]/g, '')
    .replaceAll(/(gcj-?02|bd-?09|wgs-?84|cgcs-?2000)/g, '')
    .replace(/^(高德|百度|腾讯|火星)/, '');
}
