import type { AttributeDefinition } from '../layer.ts';

/** Attributes that every asset (部件) of the bureau carries, GB/T 30428.2 names [M]. */
export const PART_ATTRIBUTES: readonly AttributeDefinition[] = [
  { key: 'name', title: { zh: '名称', en: 'Name' }, type: 'string', classification: 'public' },
  { key: 'code', title: { zh: '部件标识码', en: 'Part code' }, type: 'string', classification: 'public' },
  { key: 'district', title: { zh: '区划', en: 'District' }, type: 'string', classification: 'public' },
  { key: 'subdistrict', title: { zh: '街道', en: 'Subdistrict' }, type: 'string', classification: 'public' },
  {
    key: 'grid',
    title: { zh: '单元网格', en: 'Unit grid' },
    type: 'string',
    classification: 'public',
    mandatory: true,
  },
  { key: 'road', title: { zh: '所在道路', en: 'Road' }, type: 'string', classification: 'public' },
  { key: 'owner', title: { zh: '产权单位', en: 'Owner' }, type: 'string', classification: 'internal' },
  { key: 'maintainer', title: { zh: '管养单位', en: 'Maintainer' }, type: 'string', classification: 'internal' },
  { key: 'note', title: { zh: '备注', en: 'Note' }, type: 'string', classification: 'public' },
];
