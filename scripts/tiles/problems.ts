import type { Words } from '../../src/domain/words.ts';
import type { Problem } from '../../src/wire/catalog.ts';
import type { Skipped } from './skipped.ts';

/** What was left out of a dataset, or drawn on an assumption, for the data panel. */
export function datasetProblems(
  dataset: string,
  skipped: readonly Skipped[],
  repaired: readonly Skipped[],
  assumedHeights: number,
  repeated: readonly string[],
): Problem[] {
  const problems = skipped.map(({ reason, count, examples: [...examples] }): Problem => {
    const { what, remedy } = wordsOf(reason);
    return { dataset, what, remedy, count, examples };
  });
  for (const { reason, count, examples } of repaired) {
    const words = MENDS.find(({ what }) => reason.endsWith(what.en));
    problems.push({
      dataset,
      what: { zh: `已修复：${words?.what.zh ?? reason}`, en: `Repaired: ${reason}` },
      remedy: words?.remedy ?? { zh: '检查所列记录', en: 'Check the records named' },
      count,
      examples: [...examples],
    });
  }
  if (repeated.length > 0)
    problems.push({
      dataset,
      what: {
        zh: '编号重复，后来者已加序号',
        en: 'Id used twice: the later record got a number behind it',
      },
      remedy: {
        zh: '给每条记录唯一编号，或用 --id 指明编号字段',
        en: 'Give each record an id of its own, or name the field with --id',
      },
      count: repeated.length,
      examples: repeated.slice(0, 3),
    });
  if (assumedHeights > 0)
    problems.push({
      dataset,
      what: {
        zh: '建筑没有高度也没有层数（或为 0），按 6 m 绘制',
        en: 'Building without height or storeys (or with 0), drawn 6 m high',
      },
      remedy: {
        zh: '补充高度或层数字段，或用 --height 指明高度字段',
        en: 'Give heights or storeys, or name the field with --height',
      },
      count: assumedHeights,
      examples: [],
    });
  return problems;
}

/** What is mended or drawn all the same, as the logs name it in English, or as their reason ends. */
const MENDS: readonly { readonly what: Words; readonly remedy: Words }[] = [
  {
    what: { zh: '轮廓自相交，已在交点处分开', en: 'outline that crosses itself' },
    remedy: { zh: '修正轮廓', en: 'Correct the outline' },
  },
  {
    what: { zh: '洞超出轮廓，超出部分已裁去', en: 'hole outside its outline' },
    remedy: { zh: '修正洞', en: 'Correct the hole' },
  },
  {
    what: { zh: '经纬度颠倒，已对调', en: 'longitude and latitude exchanged' },
    remedy: { zh: '按经度、纬度的次序导出', en: 'Export longitude before latitude' },
  },
  {
    what: {
      zh: '高度不可能（为 0、负数或超过 1000 m），改由层数推算或按 6 m',
      en: 'height that no building has: by its storeys, else 6 m',
    },
    remedy: { zh: '检查高度及其单位', en: 'Check the height and its unit' },
  },
  {
    what: { zh: '带状地面在急弯处自身重叠，按原样绘制', en: 'folds over itself: drawn as it lies' },
    remedy: { zh: '核对中线与宽度', en: 'Check the axis against its width' },
  },
  {
    what: { zh: '地面类别未知，按街区绘制', en: 'which is none: drawn as block' },
    remedy: { zh: '改为已有的地面类别', en: 'Give it a class of ground that there is' },
  },
  {
    what: { zh: '道路宽度无效，取常用宽度', en: 'road width that is none: usual width taken' },
    remedy: { zh: '宽度以米给出，1 到 100', en: 'Give the width in metres, 1 to 100' },
  },
  {
    what: { zh: '车道数无效，道路不画标线', en: 'lane count that is none: road drawn without paint' },
    remedy: { zh: '车道数以整数给出，1 到 14', en: 'Give the lanes as a whole number, 1 to 14' },
  },
];

/** Reasons of the readers, in both languages with the remedy; a longer reason that begins so counts too. */
const REASONS: readonly (readonly [begins: string, zh: string, remedy: Words])[] = [
  [
    'building without an area or a height',
    '建筑没有面积或高度',
    { zh: '检查轮廓是否闭合、高度是否大于 0', en: 'Check that the outline closes and the height is above 0' },
  ],
  [
    'building of more than 65,535 vertices',
    '建筑超过 65 535 个顶点',
    { zh: '按栋拆分或降低细节层次', en: 'Split it by building or lower its level of detail' },
  ],
  [
    'building without a geometry',
    '建筑没有几何',
    { zh: '补上几何或删去该记录', en: 'Give it a geometry or drop the record' },
  ],
  ['building outline is not closed', '建筑轮廓未闭合', { zh: '闭合轮廓线', en: 'Close the outline' }],
  [
    'building part without its building',
    '建筑部件没有所属建筑',
    { zh: '一并导出所属建筑', en: 'Export the building with its parts' },
  ],
  [
    'polygon that is no building',
    '面不是建筑，也不是会绘制的地面',
    { zh: '无须处理；若是建筑，请给出 building 字段', en: 'Nothing to mend; if it is one, give it a field “building”' },
  ],
  [
    'outline has nodes outside the extract',
    '轮廓有节点在裁剪范围之外',
    { zh: '裁剪时保留完整的面', en: 'Keep whole areas when cutting the extract' },
  ],
  [
    'multipolygon has members outside',
    '多面缺少成员或环未闭合',
    { zh: '裁剪时保留完整的关系', en: 'Keep whole relations when cutting the extract' },
  ],
  ['not a Feature', '不是要素（Feature）', { zh: '导出为 GeoJSON 要素集合', en: 'Export a GeoJSON FeatureCollection' }],
  ['no geometry', '没有几何', { zh: '补上几何或删去该记录', en: 'Give it a geometry or drop the record' }],
  ['geometry ', '几何类型不绘制', { zh: '导出为面', en: 'Export it as polygons' }],
  [
    'coordinate is not a number',
    '坐标不是数',
    { zh: '修复坐标后重新导出', en: 'Repair the coordinates and export again' },
  ],
  [
    'far from the rest of the city',
    '远离城市其余部分',
    { zh: '检查坐标与坐标系', en: 'Check the coordinates and their system' },
  ],
  ['record is not JSON', '记录不是 JSON', { zh: '修复该行后重新导出', en: 'Repair the line and export again' }],
  [
    'not on Earth in the coordinate system of the file',
    '坐标不在地球上',
    { zh: '检查坐标，或用 --crs 指明坐标系', en: 'Check the coordinates, or name the coordinate system with --crs' },
  ],
  [
    'implicit geometry',
    '隐式几何缺少矩阵、参考点或形状',
    {
      zh: '导出为显式几何，或把形状写在首次引用之前',
      en: 'Export it as explicit geometry, or tell its shape where it is first used',
    },
  ],
  ['polygon without rings', '面没有环', { zh: '补上轮廓或删去该记录', en: 'Give it an outline or drop the record' }],
  [
    'bridge that carries no road',
    '桥上没有道路或铁路',
    { zh: '把桥与其道路一并导出', en: 'Export the bridge with its road' },
  ],
  ['road outside the extract', '道路在裁剪范围之外', { zh: '扩大裁剪范围', en: 'Cut a larger extract' }],
];

function wordsOf(reason: string): { what: Words; remedy: Words } {
  const known = REASONS.find(([begins]) => reason.startsWith(begins));
  if (known) return { what: { zh: `${known[1]}，未绘制`, en: `Left out: ${reason}` }, remedy: known[2] };
  const kind = /^(\S+) is not drawn$/.exec(reason)?.[1];
  if (kind !== undefined)
    return {
      what: { zh: `${kind} 类不绘制`, en: `Left out: ${reason}` },
      remedy: {
        zh: '数据无须修改；要显示则导出为建筑、道路等会绘制的类',
        en: 'Nothing to mend; to be seen, export it as a kind that is drawn, such as a building or a road',
      },
    };
  const shapeless = /^(\S+) without a geometry$/.exec(reason)?.[1];
  if (shapeless !== undefined)
    return {
      what: { zh: `${shapeless} 没有面状几何，未绘制`, en: `Left out: ${reason}` },
      remedy: { zh: '补上面状几何后重新导出', en: 'Give it surfaces and export again' },
    };
  const bare = / without an area$/.test(reason);
  return {
    what: {
      zh: bare ? `面状要素没有面积（${reason.split(' ')[0]}），未绘制` : `未绘制：${reason}`,
      en: `Left out: ${reason}`,
    },
    remedy: { zh: '检查所列记录后重新导出', en: 'Check the records named and export again' },
  };
}
