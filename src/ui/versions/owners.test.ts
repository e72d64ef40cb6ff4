import { describe, expect, it } from 'vitest';
import { ownersAnswer, putConsents } from '../../scenario/versions/consents.ts';
import { testDocument } from '../../scenario/versions/test-document.ts';
import { advance, begin } from '../../scenario/versions/workflow.ts';
import type { SavedRecord } from '../../state/versions-port.ts';
import { countsOf, ownersOf, questionsOf } from './owners.ts';
import { stepChoices } from './step-choices.ts';

/** Alternative A touches the standing poles P-0 … P-4. */
const document = testDocument();
const alternative = document.alternatives[0]!;
const surveyed = (_layer: string, id: string) => (id === 'P-0' || id === 'P-1' ? '交警' : '铁塔');

describe('owners of what an alternative touches', () => {
  it('lists each with what is open, and counts every object once', () => {
    const rows = ownersOf(alternative, [], surveyed);
    expect(rows.map((each) => [each.owner, each.total])).toEqual([
      ['铁塔', 3],
      ['交警', 2],
    ]);
    expect(countsOf(rows)).toEqual({ agreed: 0, conditional: 0, refused: 0, unanswered: 5 });
  });

  it('one answer of an owner answers all that the owner was asked, and nothing else', () => {
    const police = ownersOf(alternative, [], surveyed).find((each) => each.owner === '交警')!;
    const given = { answer: 'agreed', date: '2026-07-01', documentNumber: '30 号', note: '' } as const;
    const rows = ownersOf(
      alternative,
      putConsents([], ownersAnswer(police.owner, questionsOf(police), [], given)),
      surveyed,
    );
    expect(countsOf(rows)).toEqual({ agreed: 2, conditional: 0, refused: 0, unanswered: 3 });
    expect(rows.find((each) => each.owner === '交警')?.latest).toMatchObject({ documentNumber: '30 号' });
    expect(rows.find((each) => each.owner === '铁塔')?.latest).toBeNull();
  });

  it('an answer that names another owner than the survey prevails', () => {
    const opinion = {
      target: { layer: 'pole', id: 'P-0', mount: null },
      owner: '公交公司',
      answer: 'refused' as const,
      date: '2026-07-02',
      documentNumber: null,
      note: '',
    };
    const rows = ownersOf(alternative, [opinion], surveyed);
    expect(rows.find((each) => each.owner === '公交公司')?.needs.refused).toHaveLength(1);
    expect(rows.find((each) => each.owner === '交警')?.total).toBe(1);
  });
});

describe('steps on from a stage', () => {
  const maker = { user: 'zhang', name: '张工', at: 1, demo: false };
  const record = (progress: SavedRecord['progress']): SavedRecord => ({
    note: '',
    progress,
    consents: [],
    approvals: [],
    frozen: null,
  });
  const planner = { ...maker, role: 'planner' as const };
  const checker = { user: 'li', name: '李工', at: 2, demo: false, role: 'checker' as const };

  it('are offered to whom they are for, with the reason for everybody else', () => {
    const begun = record(begin(maker, []));
    expect(stepChoices(document, begun, planner, '', 'A')).toMatchObject([
      { step: 'submit', offered: true, obstacle: null },
    ]);
    const [submit] = stepChoices(document, begun, checker, '', 'A');
    expect(submit).toMatchObject({ step: 'submit', offered: false });
    expect(submit?.obstacle?.zh).toContain('编制人员');
  });

  it('wait for what is missing: a reason, an owner', () => {
    const facts = { note: '', alternative: 'A', alternatives: ['A', 'B'], unanswered: [], refused: [] };
    let progress = begin(maker, []);
    for (const [step, actor] of [
      ['submit', planner],
      ['pass', checker],
      ['convene', planner],
    ] as const) {
      const result = advance(progress, step, actor, facts);
      if (!result.ok) throw new Error(result.reason.en);
      progress = result.progress;
    }
    const choices = (note: string) => stepChoices(document, record(progress), checker, note, 'A');
    expect(choices('  ').map((each) => [each.step, each.obstacle === null])).toEqual([
      ['finalise', false],
      ['return', false],
    ]);
    expect(choices('  ')[0]?.obstacle?.zh).toContain('5处未回复');
    expect(choices('图纸不全').find((each) => each.step === 'return')?.obstacle).toBeNull();
  });
});
