import { define } from '../assumption.ts';

/** What the removal of roof billboards rests on (domain reference §6). */
export const BILLBOARD_ASSUMPTIONS = [
  define('noticeDays', '告知与公示', 'Notice', 30, '日', [15, 60], '设计建议', 'D'),
  define('signNights', '每块拆除夜数', 'Nights a sign', 2, '夜', [1, 4], '设计建议', 'D'),
  define('craneHours', '吊装占道时长', 'Crane hours a night', 6, 'h', [4, 7], '设计建议：23:00–05:00', 'D'),
  define(
    'builtBefore',
    '方案 A：建成早于',
    'A: built before',
    2016,
    '年',
    [2010, 2020],
    '结构设计寿命 5–10 年，经验值·待核',
    'M',
  ),
  define('galeSpeed', '大风风速', 'Gale', 24.5, 'm/s', [17.2, 28.4], '10 级风，户外广告检查表', 'M'),
  define(
    'signRemovalCost',
    '楼顶牌拆除单价',
    'Removal of a roof sign',
    200,
    '元/m²',
    [120, 350],
    '设计建议，待询价',
    'D',
  ),
  define('springBefore', '春节前停工', 'No works before Spring Festival', 7, '日', [3, 15], '施工组织，设计建议', 'D'),
  define('springAfter', '春节后停工', 'No works after Spring Festival', 15, '日', [7, 20], '至元宵节，设计建议', 'D'),
] as const;
