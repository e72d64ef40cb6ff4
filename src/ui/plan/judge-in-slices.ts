import type { CompiledScenario } from '../../scenario/compiled.ts';
import { createJudge, type Finding, type JudgeOptions } from '../../scenario/findings.ts';

/** One for the screen: what it remembers serves every panel, and the hand that edits. */
const RULES = createJudge();
/** Milliseconds of judging after which the screen may draw. */
const SLICE = 10;

/** Judges in slices, so that the screen goes on drawing; null when nobody waits any more. */
export async function judgeInSlices(
  plan: CompiledScenario,
  alternative: string,
  gone: () => boolean,
  options: JudgeOptions = {},
): Promise<readonly Finding[] | null> {
  await breath();
  let began = performance.now();
  for (const _ of RULES.steps(plan, alternative, options)) {
    if (gone()) return null;
    if (performance.now() - began < SLICE) continue;
    await breath();
    began = performance.now();
  }
  return gone() ? null : RULES.findings(plan, alternative, options);
}

/** The next task of the page, after what waits already: unlike a timer of 0 ms it is not held back. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
