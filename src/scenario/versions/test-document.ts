import type { Operation, ScenarioDocument } from '../../wire/scenario-document.ts';

const words = { zh: '方案', en: 'Plan' };
const pole = (id: string) => ({ layer: 'pole', id });

export function carrier(id: string, longitude = 116.58): Operation {
  const asset = { layer: 'pole', id, position: [longitude, 35.41, 0] as [number, number, number], heading: 0 };
  return { op: 'add', asset: { ...asset, attributes: { class: 'MF', height: 12 } }, day: 12 };
}

export function merging(from: string, into: string, mounts: string[] = ['sign']): Extract<Operation, { op: 'merge' }> {
  return { op: 'merge', from: pole(from), carrier: pole(into), mounts, migrated: 40, day: 45 };
}

/** A small plan with every kind of operation, for tests: two alternatives, three phases, ten poles. */
export function testDocument(): ScenarioDocument {
  return {
    format: 'chengjing-scenario@1',
    id: 's',
    title: words,
    project: {
      title: words,
      workPlanItem: 10,
      extent: [],
      extentNote: words,
      road: '示意路',
      lengthMetres: 500,
      provenance: 'illustrative',
    },
    start: '2027-03-01',
    slices: [{ id: 'T0', title: words, day: 0 }],
    baseline: [{ layer: 'pole', ids: Array.from({ length: 10 }, (_, i) => `P-${i}`) }],
    assumptions: [
      { key: 'cost', title: words, value: 100, unit: '元', range: [50, 200], source: '经验值', confidence: 'D' },
      { key: 'reach', title: words, value: 5, unit: 'm', range: [0, 10], source: '经验值', confidence: 'D' },
    ],
    alternatives: ['A', 'B'].map((id) => ({
      id,
      title: words,
      summary: words,
      phases: [
        { id: 'P0', title: words, from: 0, to: 10, operations: [] },
        {
          id: 'P1',
          title: words,
          from: 10,
          to: 30,
          operations: [
            carrier(`${id}-C1`),
            carrier(`${id}-C2`),
            { op: 'close', road: '示意路', lanes: 2, side: 'south', days: [10, 20] },
            { op: 'close', road: '示意路', lanes: 1, side: 'south', days: [20, 30] },
          ],
        },
        {
          id: 'P2',
          title: words,
          from: 30,
          to: 50,
          operations: [
            merging('P-0', `${id}-C1`),
            merging('P-1', `${id}-C1`, ['camera', 'sign']),
            merging('P-2', `${id}-C2`),
            { op: 'remove', target: pole('P-3'), how: 'removed' },
            { op: 'move', target: pole('P-4'), to: [116.581, 35.41], heading: 90 },
            { op: 'modify', target: pole('P-5'), attributes: { keepReason: 'visibility', height: 6 } },
            { op: 'light', layer: 'lamp', targets: ['L-1', 'L-2'], dim: 0.5 },
          ],
        },
      ],
    })),
  };
}
