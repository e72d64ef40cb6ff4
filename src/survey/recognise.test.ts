import { expect, test } from 'vitest';
import { POLE_CLASS_WORDS, POLE_CLASSES } from '../domain/pole-class.ts';
import { recogniseThing } from './recognise.ts';

test('every class is known by its own words and its code', () => {
  for (const each of POLE_CLASSES)
    for (const word of [POLE_CLASS_WORDS[each].zh, POLE_CLASS_WORDS[each].en, each, `${each}-012`])
      expect(recogniseThing(word), word).toEqual({ kind: 'pole', class: each });
});

test.each([
  ['信号灯悬臂杆', 'TS'],
  ['红绿灯', 'TS'],
  ['路灯监控合杆', 'MF'],
  ['电子警察', 'CC'],
  ['F型指路标志杆', 'TG'],
  ['10kV水泥杆', 'PW'],
  ['通讯基站', 'CM'],
  ['高低臂路灯', 'LP'],
  ['架空线电力杆', 'PW'],
  ['3708110118003516', 'LP'],
  ['灯杆旗', 'AD'],
])('%s is %s', (word, expected) => {
  expect(recogniseThing(word)).toEqual({ kind: 'pole', class: expected });
});

test.each([
  ['交通信号机箱', { kind: 'cabinet', use: 'signal' }],
  ['光缆交接箱', { kind: 'cabinet', use: 'telecom' }],
  ['路灯配电箱', { kind: 'cabinet', use: 'lighting' }],
  ['低压配电箱', { kind: 'cabinet', use: 'power' }],
  ['监控箱', { kind: 'cabinet', use: 'monitor' }],
  ['综合机箱', { kind: 'cabinet', use: 'multi' }],
  ['弱电箱', { kind: 'cabinet', use: 'telecom' }],
  ['架空通信线', { kind: 'line', placement: 'overhead', use: 'telecom' }],
  ['10kV架空线', { kind: 'line', placement: 'overhead', use: 'power' }],
  ['地下燃气管线', { kind: 'line', placement: 'underground', use: 'gas' }],
  ['雨水管道', { kind: 'line', placement: 'underground', use: 'storm' }],
])('%s is no pole', (word, expected) => {
  expect(recogniseThing(word)).toEqual(expected);
});

test.each(['', '行道树', '道路边线', '0', 'Defpoints', '图框'])('"%s" is left to a person', (word) => {
  expect(recogniseThing(word)).toBeUndefined();
});
