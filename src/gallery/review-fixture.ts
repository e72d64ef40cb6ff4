import { HOUR, type Instant } from '../domain/clock.ts';
import { act, type ReviewActor, type ReviewOrder } from '../domain/review/act.ts';
import type { ReviewAnchor, ReviewThread } from '../domain/review/review.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { ReviewPort, ReviewState } from '../state/review-port.ts';

/** A review record with a thread of every status; one hangs on a pole that the plan does not hold any more. */
export function fixtureReviews(now: Instant, plan: CompiledScenario): ReviewState {
  const actor = (name: string, role: string, hoursAgo: number): ReviewActor => ({
    user: `demo-${role}`,
    name,
    role,
    at: now - hoursAgo * HOUR,
    demo: true,
  });
  const planner = (hoursAgo: number) => actor('演示编制员', 'planner', hoursAgo);
  const checker = (hoursAgo: number) => actor('演示校核员', 'checker', hoursAgo);
  const table = plan.assets.get('lamp');
  const anchor = (slot: number, change: Partial<ReviewAnchor> = {}): ReviewAnchor => ({
    place: [table?.positions[3 * slot] ?? 0, table?.positions[3 * slot + 1] ?? 0, 11],
    object: { layer: 'lamp', id: table?.ids[slot] ?? '' },
    moment: { kind: 'slice', slice: 'T3' },
    plan: { id: plan.id, alternative: 'base', version: 3, edition: null },
    compare: null,
    view: [116.58, 35.42, 300, 0, -40, 0],
    ...change,
  });
  const thread = (n: number, by: ReviewActor, at: ReviewAnchor, text: string): ReviewThread => {
    const { role: _, ...signer } = by;
    return { id: `R-${n}`, anchor: at, entries: [{ kind: 'comment', text, by: signer }] };
  };
  const after = (first: ReviewThread, ...done: readonly (readonly [ReviewOrder, ReviewActor])[]) =>
    done.reduce((each, [order, by]) => {
      const result = act(each, order, by);
      if (!result.ok) throw new Error(result.reason.en);
      return result.thread;
    }, first);
  const threads = [
    after(
      thread(1, checker(72), anchor(3), '灯臂与行道树冠冲突，请核实臂长。'),
      [{ act: 'answer', text: '改为 1.5 m 单臂，已在方案 B 调整。' }, planner(50)],
      [{ act: 'resolve', text: '同意 1.5 m 单臂。' }, checker(48)],
    ),
    after(thread(2, checker(30), anchor(8), '合并后杆距 41 m，超过 35 m 的要求。'), [
      { act: 'answer', text: '中间加一处补光；见 T4 照度。' },
      planner(20),
    ]),
    thread(
      3,
      checker(6),
      anchor(12, { object: { layer: 'pole', id: 'GH-P-014' }, moment: { kind: 'slice', slice: 'T5' } }),
      '该合杆占盲道，请移位。',
    ),
    after(thread(4, actor('演示值班员', 'operator', 5), anchor(15), '拆除后监控有盲区吗？'), [
      { act: 'reject', text: '邻杆 C-07 已覆盖，见会审纪要。' },
      checker(3),
    ]),
    thread(
      5,
      actor('演示值班员', 'operator', 1),
      anchor(20, { object: null, plan: null, moment: { kind: 'now' } }),
      '此处夜间围挡缺警示灯。',
    ),
  ];
  return { threads: threads.map((each) => ({ etag: each.id, thread: each })), failed: null };
}

const REFUSED = {
  ok: false,
  status: 409,
  reason: { zh: '画廊中不能保存。', en: 'The gallery saves nothing.' },
} as const;

export const fixtureReviewPort: ReviewPort = {
  refresh: async () => {},
  raise: async () => REFUSED,
  act: async () => REFUSED,
};
