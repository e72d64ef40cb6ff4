import { expect, it } from 'vitest';
import { progressLine } from './progress.ts';

it('tells rate and remaining time, not more often than asked, and over itself on a terminal', () => {
  let time = 0;
  let text = '';
  const line = progressLine(
    (more) => {
      text += more;
    },
    false,
    () => time,
    1000,
  );
  line.at('tile', 0, 9000);
  for (let done = 300; done <= 3000; done += 300) {
    time += 200;
    line.at('tile', done, 9000);
  }
  expect(text).toBe(
    'tile [####....................] 1,500 of 9,000, 1,500/s, 5 s left\ntile [########................] 3,000 of 9,000, 1,500/s, 4 s left\n',
  );
  text = '';
  const bar = progressLine(
    (more) => {
      text += more;
    },
    true,
    () => time,
  );
  bar.at('read', 1, 0);
  time += 500;
  bar.at('read', 5000, 0);
  bar.end();
  expect(text).toBe('\rread: 5,000, 10,000/s\u001b[K\r\u001b[K');
});
