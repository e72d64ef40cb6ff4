import { expect, test } from 'vitest';
import { parseScenarioDocument, type ScenarioDocument } from './scenario-document.ts';

const words = { zh: '文', en: 'text' };
const document: ScenarioDocument = {
  format: 'chengjing-scenario@1',
  id: 's',
  title: words,
  project: {
    title: words,
    workPlanItem: 10,
    extent: [
      [116.5, 35.4],
      [116.6, 35.4],
      [116.6, 35.5],
    ],
    extentNote: words,
    road: '洸河路',
    lengthMetres: 5300,
    provenance: 'illustrative',
  },
  start: null,
  slices: [{ id: 'T0', title: words, day: 0 }],
  baseline: [{ layer: 'pole', ids: ['P-1'] }],
  assumptions: [{ key: 'k', title: words, value: 1, unit: 'm', range: [0, 2], source: '经验值', confidence: 'D' }],
  alternatives: [
    {
      id: 'A',
      title: words,
      summary: words,
      phases: [
        {
          id: 'P0',
          title: words,
          from: 0,
          to: 25,
          operations: [
            { op: 'remove', target: { layer: 'pole', id: 'P-1' }, how: 'merged' },
            { op: 'close', road: '洸河路', lanes: 2, side: 'south' },
          ],
        },
      ],
    },
  ],
};

test('a document is read as it is', () => {
  expect(parseScenarioDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
});

test.each([
  ['another format', { format: 'chengjing-scenario@2' }, /format/],
  ['an unknown slice', { slices: [{ id: 'T9', title: words, day: 0 }] }, /slices\.0\.id/],
  [
    'half a day',
    {
      alternatives: [
        { ...document.alternatives[0], phases: [{ id: 'P', title: words, from: 0.5, to: 2, operations: [] }] },
      ],
    },
    /phases\.0\.from/,
  ],
  [
    'an unknown operation',
    {
      alternatives: [
        {
          ...document.alternatives[0],
          phases: [{ id: 'P', title: words, from: 0, to: 2, operations: [{ op: 'explode' }] }],
        },
      ],
    },
    /operations\.0/,
  ],
  ['an extent off the earth', { project: { ...document.project, extent: [[500, 0]] } }, /extent\.0\.0/],
])('%s is refused, with the path inside the document', (_, change, path) => {
  expect(() => parseScenarioDocument({ ...document, ...change }, 'x.json')).toThrow(/^x\.json: /);
  expect(() => parseScenarioDocument({ ...document, ...change }, 'x.json')).toThrow(path);
});
