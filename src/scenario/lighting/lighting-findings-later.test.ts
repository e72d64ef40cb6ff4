import { expect, test } from 'vitest';
import { compileScenario } from '../compile.ts';
import type { CompiledScenario } from '../compiled.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { planContext, roadDocument } from '../poles/road-document.ts';
import { lightingFindings } from './lighting-findings.ts';
import { createLightingJudge, type FindingsWorker } from './lighting-findings-later.ts';
import { type LightingQuestion, lightingAnswer } from './lighting-question.ts';

const street = syntheticStreet(400, 3);
const document = roadDocument(street, planContext(street), []);
const plan = (): CompiledScenario => compileScenario(document, street.tables, Date.UTC(2026, 4, 1), 480);

/** A worker that answers when it is told to, from a clone, as a real one does. */
function patientWorker() {
  const questions: LightingQuestion[] = [];
  const worker: FindingsWorker = {
    postMessage: (question) => void questions.push(structuredClone(question)),
    onmessage: null,
    onerror: null,
    terminate: () => {},
  };
  const answer = () => {
    const question = questions.shift();
    if (question) worker.onmessage?.({ data: lightingAnswer(question) } as MessageEvent);
    return question;
  };
  return { worker, answer, questions };
}

test('a worker that sees but what light needs says the same', async () => {
  const { worker, answer } = patientWorker();
  const compiled = plan();
  const asked = createLightingJudge(() => worker).ask(compiled, 'base', compiled.end);
  const question = answer();
  expect(Object.keys(question?.compiled.assets.get('lamp')?.columns ?? {})).not.toContain('owner');
  expect(await asked).toEqual(lightingFindings(compiled, 'base', compiled.end));
});

test('only the last question waits, and what was answered is not asked again', async () => {
  const { worker, answer, questions } = patientWorker();
  const judge = createLightingJudge(() => worker);
  const plans = [plan(), plan(), plan()] as const;
  const [first, second, third] = plans.map((each) => judge.ask(each, 'base', each.end));
  expect(await second).toBeNull();
  answer();
  expect(await first).not.toBeNull();
  answer();
  expect(await third).not.toBeNull();
  expect(await judge.ask(plans[0], 'base', plans[0].end)).toBe(await first);
  expect(questions).toHaveLength(0);
});

test('a worker that fails says why, and the next question opens another', async () => {
  let opened = 0;
  const { worker, answer } = patientWorker();
  const judge = createLightingJudge(() => {
    opened++;
    return worker;
  });
  const compiled = plan();
  const lost = judge.ask(compiled, 'base', compiled.end);
  worker.onerror?.({ message: 'out of memory' } as ErrorEvent);
  await expect(lost).rejects.toThrow('out of memory');
  const again = judge.ask(compiled, 'base', compiled.end);
  answer();
  expect(await again).not.toBeNull();
  expect(opened).toBe(2);
});
