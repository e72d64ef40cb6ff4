import { expect, it } from 'vitest';
import { englishName } from './english-name.ts';

it.each([
  ['示意桥梁 2', 'Illustrative bridge 2'],
  ['示意积水点 3', 'Illustrative waterlogging point 3'],
  ['示意广告 BB-00675', 'Illustrative billboard BB-00675'],
  ['示意绿道', 'Illustrative greenway'],
])('%s is %s', (name, english) => {
  expect(englishName(name)).toBe(english);
});

it.each(['如意洸府河大桥', '火炬路与深圳路积水点', '洸河路', '示意未知物 1', '示意桥梁 二', ''])(
  '%s stays as it is',
  (name) => {
    expect(englishName(name)).toBeNull();
  },
);
