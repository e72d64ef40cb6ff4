import { DAY, HOUR, type Instant } from '../domain/clock.ts';
import type { Outcome } from '../domain/outcome.ts';
import { consentState } from '../scenario/versions/consents.ts';
import { type Actor, advance, begin } from '../scenario/versions/workflow.ts';
import type {
  Opinion,
  OwnerLetter,
  SavedRecord,
  SavedVersion,
  Signed,
  VersionStep,
  VersionsPort,
} from '../state/versions-port.ts';

type Document = SavedVersion['document'];

const ANSWERS = ['agreed', 'agreed', 'agreed', 'conditional', 'agreed', 'unanswered', 'agreed', 'refused'] as const;

/** Versions of a scenario as a gateway would hold them: a finalised first one and one in 会审, edited since. */
export function fixtureVersions(now: Instant, live: Document): VersionsPort {
  const saved = savedVersions(now, live);
  const draft: SavedVersion = {
    head: {
      n: 4,
      parent: 3,
      kind: 'draft',
      etag: '4'.repeat(64),
      name: '',
      author: { user: 'demo-planner', name: '演示编制员', at: now - 2 * HOUR, demo: true },
      bytes: 500_000,
    },
    document: without(live, 2),
    record: null,
  };
  const done = <T>(value: T): Promise<Outcome<T>> => Promise.resolve({ ok: true, value });
  const refused = (): Promise<Outcome<never>> =>
    Promise.resolve({
      ok: false,
      status: 409,
      reason: { zh: '画廊中不能保存。', en: 'The gallery saves nothing.' },
    });
  return {
    list: () => done({ draft: draft.head, versions: saved.map((each) => each.head), stale: [] }),
    draft: () => done(draft),
    version: (_scenario, n) =>
      done(saved.find((each) => each.head.n === n) ?? { ...draft, document: without(live, 30) }),
    saveDraft: refused,
    name: refused,
    step: refused,
    putConsents: refused,
    putLetters: refused,
    putApprovals: refused,
  };
}

/** The newest of them, with its record. */
export function fixtureLatest(now: Instant, live: Document): SavedVersion {
  const [latest] = savedVersions(now, live);
  if (!latest) throw new Error('The fixture has versions.');
  return latest;
}

function savedVersions(now: Instant, live: Document) {
  const actor = (role: 'planner' | 'checker', at: Instant): Actor => ({
    user: `demo-${role}`,
    name: role === 'planner' ? '演示编制员' : '演示校核员',
    at,
    demo: true,
    role,
  });
  const first = without(live, 9);
  return [
    named(3, '会审稿', '按七月踏勘意见调整', live, now - 3 * DAY, ['submit', 'pass', 'convene'], false),
    named(2, '征求意见稿', '', first, now - 20 * DAY, ['submit', 'pass', 'convene', 'finalise'], true),
  ];

  function named(
    n: number,
    name: string,
    note: string,
    document: Document,
    at: Instant,
    steps: readonly VersionStep[],
    allAgree: boolean,
  ) {
    const { role: _, ...maker } = actor('planner', at);
    const alternative = document.alternatives[1];
    let progress = begin(maker, []);
    steps.forEach((step, index) => {
      const person = actor(step === 'pass' || step === 'finalise' ? 'checker' : 'planner', at + (index + 1) * 5 * HOUR);
      const result = advance(progress, step, person, {
        note: '',
        alternative: alternative?.id,
        alternatives: document.alternatives.map((each) => each.id),
        unanswered: [],
        refused: [],
      });
      if (result.ok) progress = result.progress;
    });
    const finalised = progress.steps.at(-1)?.by ?? maker;
    const { role: __, ...checker } = actor('checker', at + 10 * HOUR);
    const record: SavedRecord = {
      note,
      progress,
      consents: alternative ? answers(alternative, allAgree) : [],
      letters: lettersOf(n, maker),
      approvals: [
        {
          id: 'road-occupation-1',
          kind: 'road-occupation',
          applied: '2026-09-01',
          granted: '2027-03-20',
          until: null,
          documentNumber: '济城管占〔2026〕118 号',
          gates: [{ alternative: null, phase: 'P1' }],
          note: '',
        },
        {
          id: 'tree-relocation-1',
          kind: 'tree-relocation',
          applied: '2026-10-08',
          granted: null,
          until: null,
          documentNumber: null,
          gates: [{ alternative: null, phase: 'P2' }],
          note: '',
        },
      ],
      frozen: allAgree ? { sha256: '8d1f3c'.padEnd(64, '5b07e2'), author: maker, checker, finalised } : null,
    };
    const head = {
      n,
      parent: n - 1,
      kind: 'version' as const,
      etag: String(n).repeat(64),
      name,
      author: maker,
      bytes: 500_000,
      note,
      stage: progress.stage,
      recordEtag: String(n).repeat(64),
      frozen: record.frozen,
    };
    return { head, document, record };
  }
}

/** Letters to the owners whom the fixture's street has: one asked twice, one only with an earlier version. */
function lettersOf(n: number, recorded: Signed): OwnerLetter[] {
  const letter = (id: number, owner: string, change: Partial<OwnerLetter> = {}): OwnerLetter => ({
    id: `H-${id}`,
    owner,
    kind: 'request',
    sent: '2026-10-12',
    number: `济城管函〔2026〕${40 + id}号`,
    due: '2026-10-30',
    note: '',
    version: n,
    recorded,
    ...change,
  });
  return [
    letter(1, '城管局'),
    letter(2, '公安交警'),
    letter(3, '公安交警', { kind: 'reminder', sent: '2026-11-05', due: '2026-11-12', note: '电话催办后补函' }),
    letter(4, '铁塔公司', { version: Math.max(1, n - 1) }),
  ];
}

/** The document without the first merges of its last alternative. */
function without(document: Document, merges: number): Document {
  const last = document.alternatives.at(-1);
  let left = merges;
  return {
    ...document,
    alternatives: document.alternatives.map((alternative) =>
      alternative !== last
        ? alternative
        : {
            ...alternative,
            phases: alternative.phases.map((phase) => ({
              ...phase,
              operations: phase.operations.filter((each) => each.op !== 'merge' || left-- <= 0),
            })),
          },
    ),
  };
}

/** An answer of each owner, given pole by pole. */
function answers(alternative: Document['alternatives'][number], allAgree: boolean): Opinion[] {
  const owners = ['交警支队', '铁塔公司', '路灯管理处', '市政设施处', '联通公司'];
  return consentState(alternative, []).unanswered.map((target, index) => {
    const which = index % owners.length;
    const answer = allAgree ? 'agreed' : (ANSWERS[(index * 7 + which) % ANSWERS.length] ?? 'unanswered');
    return {
      target,
      owner: owners[which] ?? '',
      answer,
      date: answer === 'unanswered' ? null : `2026-07-0${1 + which}`,
      documentNumber: answer === 'unanswered' ? null : `济函〔2026〕${30 + which} 号`,
      note: answer === 'conditional' ? '原位保留至新杆通电' : '',
    };
  });
}
