import type { Words } from '../../../src/domain/words.ts';

/** What was wrong with a model's file and is drawn all the same, or why it is not drawn. */
export type ModelFinding =
  | { readonly kind: 'no-materials' }
  | { readonly kind: 'missing-texture'; readonly names: readonly string[] }
  | { readonly kind: 'texture-as-paint' }
  | { readonly kind: 'too-many-triangles'; readonly triangles: number; readonly kept: number }
  | { readonly kind: 'unit'; readonly unit: string; readonly metres: number; readonly height: number }
  | { readonly kind: 'odd-size'; readonly height: number; readonly expected: number }
  | { readonly kind: 'z-up' }
  | { readonly kind: 'off-origin'; readonly metres: number }
  | { readonly kind: 'bad-triangles'; readonly count: number }
  | { readonly kind: 'not-triangles'; readonly count: number }
  | { readonly kind: 'broken'; readonly reason: string };

/** What happened and what to do about it, for the data panel. */
export function modelFindingWords(finding: ModelFinding): { what: Words; remedy: Words } {
  switch (finding.kind) {
    case 'no-materials':
      return {
        what: { zh: '模型没有材质，按中性灰绘制', en: 'Model without materials, drawn in neutral paint' },
        remedy: { zh: '导出时附带材质或顶点颜色', en: 'Export it with materials or vertex colours' },
      };
    case 'missing-texture': {
      const names = finding.names.join('、');
      return {
        what: { zh: `缺少贴图 ${names}，按中性灰绘制`, en: `Texture ${names} is missing, drawn in neutral paint` },
        remedy: {
          zh: '把贴图与模型放在一起，或导出为内嵌贴图的 .glb',
          en: 'Put the texture beside the model, or export a .glb that holds it',
        },
      };
    }
    case 'texture-as-paint':
      return {
        what: { zh: '贴图按顶点取色绘制', en: 'Texture drawn as the colours of its vertices' },
        remedy: {
          zh: '近看需要图案处，把图案做成几何或细分网格',
          en: 'Where a pattern matters from near, make it geometry or subdivide the mesh',
        },
      };
    case 'too-many-triangles':
      return {
        what: {
          zh: `${count(finding.triangles)} 个三角形，简化为 ${count(finding.kept)} 个`,
          en: `${count(finding.triangles)} triangles, simplified to ${count(finding.kept)}`,
        },
        remedy: { zh: '导出低模，逐个部件减面', en: 'Export a low-polygon model, reduced part by part' },
      };
    case 'unit':
      return {
        what: {
          zh: `单位像是${UNIT_WORDS[finding.unit]?.zh ?? finding.unit}，按 ${finding.metres} 换算为米，高 ${metres(finding.height)}`,
          en: `The unit looks like ${UNIT_WORDS[finding.unit]?.en ?? finding.unit}: scaled by ${finding.metres} to metres, ${metres(finding.height)} high`,
        },
        remedy: { zh: '按 glTF 规范以米为单位导出', en: 'Export in metres, as glTF asks' },
      };
    case 'odd-size':
      return {
        what: {
          zh: `高 ${metres(finding.height)}，同类应约 ${metres(finding.expected)}，已缩放到该高度`,
          en: `${metres(finding.height)} high where about ${metres(finding.expected)} is expected; scaled to that`,
        },
        remedy: { zh: '核对模型尺寸与所配类型', en: "Check the model's size and the type it stands for" },
      };
    case 'z-up':
      return {
        what: { zh: '模型躺倒（Z 轴朝上），已扶正', en: 'The model lies down (Z is up); turned upright' },
        remedy: { zh: '按 glTF 规范以 Y 轴朝上导出', en: 'Export with Y up, as glTF asks' },
      };
    case 'off-origin':
      return {
        what: {
          zh: `原点离模型 ${metres(finding.metres)}，已移到底部中心`,
          en: `The origin is ${metres(finding.metres)} away from the model; moved to the middle of its foot`,
        },
        remedy: { zh: '把原点放在落地点', en: 'Put the origin where the model stands' },
      };
    case 'bad-triangles':
      return {
        what: {
          zh: `丢弃 ${count(finding.count)} 个坐标非数、越界或面积为零的三角形`,
          en: `Left out ${count(finding.count)} triangles without numbers, vertices or an area`,
        },
        remedy: {
          zh: '在建模软件中清理网格后重新导出',
          en: 'Clean the mesh in the modelling program and export again',
        },
      };
    case 'not-triangles':
      return {
        what: {
          zh: `${finding.count} 个点、线图元未绘制`,
          en: `${finding.count} primitives of points or lines not drawn`,
        },
        remedy: { zh: '把线框转为实体', en: 'Turn wires into solids' },
      };
    case 'broken':
      return {
        what: { zh: `未绘制：${finding.reason}`, en: `Not drawn: ${finding.reason}` },
        remedy: {
          zh: '重新导出为 glTF 2.0（.glb，不用 Draco 压缩）',
          en: 'Export again as glTF 2.0 (.glb, without Draco)',
        },
      };
  }
}

const UNIT_WORDS: Readonly<Record<string, Words>> = {
  mm: { zh: '毫米', en: 'millimetres' },
  cm: { zh: '厘米', en: 'centimetres' },
  inch: { zh: '英寸', en: 'inches' },
  km: { zh: '千米', en: 'kilometres' },
};

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function metres(value: number): string {
  return `${Number(value.toPrecision(3))} m`;
}
