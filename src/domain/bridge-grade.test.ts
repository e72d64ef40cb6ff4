import { expect, it } from 'vitest';
import { bridgeGrade } from './bridge-grade.ts';

it('a first-class bridge is qualified or not, and never has a letter', () => {
  expect(bridgeGrade('Ⅰ类养护', '合格级')).toEqual({ scale: 'qualified', grade: 'qualified' });
  expect(bridgeGrade('I类', '不合格级')).toEqual({ scale: 'qualified', grade: 'unqualified' });
  expect(bridgeGrade('Ⅰ类养护', 'A级')).toEqual({ scale: 'none', because: 'other-scale' });
  expect(bridgeGrade('Ⅰ类养护', 92)).toEqual({ scale: 'none', because: 'other-scale' });
});

it('the others are A to E, by letter or by score, and never just qualified', () => {
  expect(bridgeGrade('Ⅱ类养护', 'B级')).toEqual({ scale: 'bci', grade: 'B' });
  expect(bridgeGrade('II类养护', 'c')).toEqual({ scale: 'bci', grade: 'C' });
  const grades = [90, 89.9, 80, 79.9, 66, 65, 50, 49].map((bci) => {
    const grade = bridgeGrade('Ⅲ类养护', bci);
    return grade.scale === 'bci' ? grade.grade : null;
  });
  expect(grades).toEqual(['A', 'B', 'B', 'C', 'C', 'D', 'D', 'E']);
  expect(bridgeGrade('Ⅱ类养护', '合格级')).toEqual({ scale: 'none', because: 'other-scale' });
  expect(bridgeGrade('Ⅱ类养护', 140)).toEqual({ scale: 'none', because: 'other-scale' });
});

it('without a rating there is no grade', () => {
  expect(bridgeGrade('Ⅰ类养护', null)).toEqual({ scale: 'none', because: 'not-rated' });
});
