import { expect, test } from 'vitest';
import type { SurroundingsFile } from '../wire/surroundings.ts';
import { publicSurroundings } from './public-scenario.ts';

test('a public session learns what is drawn around a road, and nothing of pipes, supply and communications', () => {
  const file: SurroundingsFile = {
    format: 'chengjing-surroundings@1',
    scenario: 'x',
    provenance: 'illustrative',
    trees: [{ position: [116.6, 35.4], height: 8, crown: 5 }],
    footways: [{ side: 'south', from: 0, to: 100, kerb: 20, outer: 27 }],
    utilities: [{ kind: 'gas', path: [[116.6, 35.4]] }],
    supply: [{ carrier: 'M1', kilowatts: 3 }],
    communications: [{ carrier: 'M1', fibres: 12, spareDucts: 2 }],
  };
  const open = publicSurroundings(file);
  expect(open).toEqual({ ...open, trees: file.trees, footways: file.footways });
  expect(JSON.stringify(open)).not.toMatch(/gas|M1|utilities|supply|communications/);
});
