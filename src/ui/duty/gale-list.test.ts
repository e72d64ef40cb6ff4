import { expect, it } from 'vitest';
import { layerOf } from '../../domain/layers/table.ts';
import { ObservationTable } from '../../domain/observation-table.ts';
import { galeCsv, galeList } from './gale-list.ts';

const ids = ['BB-1', 'BB-2', 'BB-3'];
const layer = {
  definition: layerOf('billboard'),
  source: 'surveyed' as const,
  shown: new ObservationTable('billboard', [], 3),
  assets: {
    layer: 'billboard',
    count: 3,
    capacity: 3,
    ids,
    positions: new Float64Array(9),
    headings: new Float32Array(3),
    columns: {
      name: ['新牌', '旧牌', '无年份'],
      built: [2024, 2008, null],
      width: [5, 5, 5],
      height: [6, 6, 6],
      subdistrict: ['仙营街道', '洸河街道', null],
      road: ['建设路', '洸河路', '太白楼路'],
      owner: ['甲公司', '乙"广告"公司', '丙公司'],
    },
    provenance: 'surveyed' as const,
  },
};
const NOW = Date.UTC(2026, 6, 1);

it('lists what reaches its share, the worst first, with street and owner; one of unknown age is not left out', () => {
  const rows = galeList(layer, NOW, 17.2, 0.9);
  expect(rows.map(({ board, ratio }) => [board.id, board.street, board.ageKnown, ratio.toFixed(2)])).toEqual([
    ['BB-3', '太白楼路', false, '1.28'],
    ['BB-2', '洸河街道 洸河路', true, '1.26'],
  ]);
  expect(galeList(layer, NOW, 20.8, 0.9)).toHaveLength(3);
});

it('is a table that keeps quotes and tells its encoding', () => {
  const text = galeCsv(
    galeList(layer, NOW, 17.2, 0.9),
    ['编号', '名称', '街道', '产权', '年限', '面积', '比', '密级'],
    '内部',
  );
  expect(text.startsWith('\uFEFF"编号"')).toBe(true);
  expect(text.split('\r\n')[2]).toBe('"BB-2","旧牌","洸河街道 洸河路","乙""广告""公司","18","30","1.26","内部"');
});
