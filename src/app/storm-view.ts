import type { AssetTable } from '../domain/asset.ts';
import { type Instant, MINUTE } from '../domain/clock.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { PutStorm, putStorm } from '../scenario/drainage/storm-question.ts';
import type { StormAnswer, surfaceAt } from '../scenario/drainage/storm-run.ts';
import type { StormReply } from '../scenario/drainage/storm-worker.ts';
import type { SceneWater } from '../scene/scene-spec.ts';
import type { Session } from '../state/session.ts';
import type { StormState } from '../state/storm-port.ts';

/** What decides a storm's course. */
interface StormMoment {
  readonly session: Session;
  readonly scenario: CompiledScenario | null;
}

/** Runs the shown storm in a worker, one at a time; another question ends the one before. */
export interface StormView {
  of(moment: StormMoment): StormState | null;
  /** What of it lies on the ground at an instant; the same object while nothing about it changed. */
  water(moment: StormMoment, at: Instant): SceneWater | null;
  /** Resolves when no run is under way; a picture is taken then. */
  settled(now: () => StormMoment): Promise<void>;
  /** Ends the run; the question stays unanswered until it is another one. */
  cancel(): void;
  close(): void;
}

/** Answers kept: today, the plan and what it was compared with, so that going back and forth runs nothing again. */
const KEPT = 4;

/**
 * @param tables the city's own
 * @param changed an answer came, or none can
 */
export function createStormView(tables: ReadonlyMap<string, AssetTable>, changed: () => void): StormView {
  let model: { readonly putStorm: typeof putStorm; readonly surfaceAt: typeof surfaceAt } | undefined;
  let loading = false;
  let asked: string | null = null;
  let state: StormState | null = null;
  let worker: Worker | null = null;
  const answers = new Map<string, StormAnswer>();
  const waiting: (() => void)[] = [];
  let put: { readonly on: readonly unknown[]; readonly value: ReturnType<typeof putStorm> } | null = null;
  let shown: {
    readonly answer: StormAnswer;
    readonly minute: number;
    readonly left: boolean;
    water: SceneWater;
  } | null = null;

  /** The model comes when a storm is first shown. */
  function load(): void {
    if (loading) return;
    loading = true;
    Promise.all([import('../scenario/drainage/storm-question.ts'), import('../scenario/drainage/storm-run.ts')]).then(
      ([question, run]) => {
        model = { putStorm: question.putStorm, surfaceAt: run.surfaceAt };
        changed();
      },
      (error: Error) => {
        loading = false;
        state = { kind: 'failed', because: { zh: `推演程序未能载入：${error.message}`, en: error.message } };
        changed();
      },
    );
  }

  function stop(): void {
    worker?.terminate();
    worker = null;
    for (const each of waiting.splice(0)) each();
  }

  function keep(key: string, answer: StormAnswer): void {
    if (answers.size >= KEPT) answers.delete(answers.keys().next().value as string);
    answers.set(key, answer);
  }

  function run(value: PutStorm): void {
    stop();
    const known = answers.get(value.key);
    if (known) {
      state = { kind: 'ready', put: value, answer: known };
      return;
    }
    const own = new Worker(new URL('../scenario/drainage/storm-worker.ts', import.meta.url), { type: 'module' });
    worker = own;
    state = { kind: 'running', put: value };
    const done = (next: StormState) => {
      if (worker !== own) return;
      state = next;
      if (next.kind === 'ready') keep(value.key, next.answer);
      stop();
      changed();
    };
    own.onmessage = ({ data }: MessageEvent<StormReply>) =>
      done(
        'answer' in data
          ? { kind: 'ready', put: value, answer: data.answer }
          : { kind: 'failed', because: { zh: `无法推演：${data.because}`, en: data.because } },
      );
    own.onerror = ({ message }) => done({ kind: 'failed', because: { zh: `推演中断：${message}`, en: message } });
    own.postMessage(value.question);
  }

  function of({ session, scenario }: StormMoment): StormState | null {
    const { storm, assume } = session;
    if (storm && !model) {
      load();
      return state;
    }
    const alternative = session.scenario?.alternative ?? 'base';
    const on = [storm, assume, scenario?.document, alternative];
    if (!put || put.on.some((each, index) => each !== on[index])) {
      const ground = { points: tables.get('waterlogging'), drains: tables.get('drain'), plan: scenario };
      put = { on, value: storm && model ? model.putStorm(storm, { ...ground, alternative, assume }) : null };
    }
    const { value } = put;
    if (value && !('because' in value)) {
      if (asked === value.key) {
        if (state && 'put' in state && state.put !== value) state = { ...state, put: value };
        return state;
      }
      asked = value.key;
      run(value);
      return state;
    }
    stop();
    asked = null;
    if (!value) state = null;
    else if (state?.kind !== 'failed' || state.because !== value.because)
      state = { kind: 'failed', because: value.because };
    return state;
  }

  return {
    of,
    water(moment, at) {
      const now = of(moment);
      const { storm, compare } = moment.session;
      if (now?.kind !== 'ready' || !storm || !model) return null;
      const { answer } = now;
      const minute = Math.floor((at - storm.start) / MINUTE);
      if (minute < 0 || minute >= answer.question.minutes) return null;
      const left = compare?.alternative === 'base';
      if (shown?.answer === answer && shown.minute === minute && shown.left === left) return shown.water;
      const { kind, values } = model.surfaceAt(answer, 'after', minute);
      const before = left ? model.surfaceAt(answer, 'before', minute).values : values;
      const water: SceneWater = { grid: answer.question.grid, kind, left: before, right: values };
      shown = { answer, minute, left, water };
      return water;
    },
    async settled(now) {
      while (of(now())?.kind === 'running') await new Promise<void>((resolve) => waiting.push(resolve));
    },
    cancel() {
      if (state?.kind !== 'running') return;
      state = { kind: 'cancelled', put: state.put };
      stop();
      changed();
    },
    close: stop,
  };
}
