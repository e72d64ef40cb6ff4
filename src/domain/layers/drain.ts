import type { LayerDefinition } from '../layer.ts';
import { PART_ATTRIBUTES } from './shared-attributes.ts';

/** Inlets, pipes, tanks and pumps of a waterlogging point, and the road surfaces that change where water goes. */
export const layer: LayerDefinition = {
  id: 'drain',
  title: { zh: '排水设施', en: 'Drainage works' },
  order: 9.5,
  geometry: 'point',
  workPlanItem: 12,
  code: { value: '21xx', source: { text: '地方扩展码，未分配', confidence: 'D' } },
  cimLevel: '示意模型 / CIM2 等效',
  attributes: [
    ...PART_ATTRIBUTES,
    {
      key: 'kind',
      title: { zh: '类别', en: 'Kind' },
      type: 'enum',
      classification: 'public',
      values: [
        { value: 'inlets', title: { zh: '雨水口', en: 'Inlets' } },
        { value: 'pipe', title: { zh: '雨水管', en: 'Storm pipe' } },
        { value: 'tank', title: { zh: '调蓄池', en: 'Storage tank' } },
        { value: 'pump', title: { zh: '抽排泵', en: 'Pump' } },
        { value: 'raise', title: { zh: '路面抬高', en: 'Raised road' } },
        { value: 'surface', title: { zh: '透水铺装', en: 'Permeable surface' } },
      ],
    },
    {
      key: 'point',
      title: { zh: '所属积水点', en: 'Waterlogging point' },
      type: 'string',
      classification: 'public',
      mandatory: true,
    },
    { key: 'count', title: { zh: '数量', en: 'Count' }, type: 'number', unit: '座', classification: 'internal' },
    { key: 'diameter', title: { zh: '管径', en: 'Diameter' }, type: 'number', unit: 'm', classification: 'internal' },
    { key: 'slope', title: { zh: '坡度', en: 'Slope' }, type: 'number', unit: '‰', classification: 'internal' },
    { key: 'length', title: { zh: '长', en: 'Length' }, type: 'number', unit: 'm', classification: 'internal' },
    { key: 'width', title: { zh: '宽', en: 'Width' }, type: 'number', unit: 'm', classification: 'internal' },
    { key: 'volume', title: { zh: '容积', en: 'Volume' }, type: 'number', unit: 'm³', classification: 'internal' },
    { key: 'rate', title: { zh: '抽排能力', en: 'Pumping' }, type: 'number', unit: 'm³/s', classification: 'internal' },
    { key: 'by', title: { zh: '抬高', en: 'Raised by' }, type: 'number', unit: 'm', classification: 'internal' },
  ],
  properties: [],
  thresholds: [],
  liveness: { late: 86_400, stale: 172_800, offline: 604_800 },
  symbology: { glyph: 'water', clusterBeyondMetres: 1500, labelWithinMetres: 400 },
  classification: 'public',
  hiddenAtFirst: true,
  reserve: 128,
};
