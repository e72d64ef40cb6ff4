import { expect, it } from 'vitest';
import { latestOnly } from './latest-only.ts';

/** Answers when told, in whatever order. */
function rig() {
  const asked: { question: number; answer(): void; fail(): void }[] = [];
  const hover = latestOnly(
    (question: number) =>
      new Promise<string>((resolve, reject) => {
        asked.push({
          question,
          answer: () => resolve(`answer ${question}`),
          fail: () => reject(new Error(`no ${question}`)),
        });
      }),
  );
  return { asked, hover };
}

it('asks one at a time, the newest next, and drops what was overtaken', async () => {
  const { asked, hover } = rig();
  const answers = [1, 2, 3, 4].map((question) => hover(question));
  expect(asked.map((each) => each.question)).toEqual([1]);
  asked[0]?.answer();
  expect(await answers[0]).toBeUndefined();
  expect(await answers[1]).toBeUndefined();
  expect(await answers[2]).toBeUndefined();
  expect(asked.map((each) => each.question)).toEqual([1, 4]);
  asked[1]?.answer();
  expect(await answers[3]).toBe('answer 4');
  const again = hover(5);
  asked[2]?.answer();
  expect(await again).toBe('answer 5');
});

it('goes on after a question that failed', async () => {
  const { asked, hover } = rig();
  const first = hover(1);
  const second = hover(2);
  asked[0]?.fail();
  await expect(first).rejects.toThrow('no 1');
  asked[1]?.answer();
  expect(await second).toBe('answer 2');
});
