import { expect, test } from 'vitest';
import { WireError } from './parse.ts';
import { parseServerMessage } from './socket.ts';

const hello = {
  type: 'hello',
  now: 1,
  rate: 1,
  slots: 'abc',
  sequence: 0,
  epoch: 'run-operator',
  resumed: false,
  role: 'operator',
  layers: [{ id: 'lamp', properties: ['power'], source: 'simulated' }],
};
const alert = {
  id: 'a',
  layer: 'lamp',
  asset: 'LP-1',
  property: 'fault',
  level: 'yellow',
  value: 1,
  limit: 1,
  stage: 'raised',
  raisedAt: 1,
  updatedAt: 1,
  provenance: 'simulated',
  drill: false,
};

test('hello, tick and alerts are read', () => {
  expect(parseServerMessage(JSON.stringify(hello))).toEqual(hello);
  expect(parseServerMessage('{"type":"tick","now":5,"rate":2,"sequence":3}')).toEqual({
    type: 'tick',
    now: 5,
    rate: 2,
    sequence: 3,
  });
  expect(parseServerMessage(JSON.stringify({ type: 'alerts', alerts: [alert, { ...alert, clearedAt: 4 }] }))).toEqual({
    type: 'alerts',
    alerts: [alert, { ...alert, clearedAt: 4 }],
  });
});

test.each([
  'x',
  'null',
  '{}',
  '{"type":"other"}',
  JSON.stringify({ ...hello, role: 'root' }),
  JSON.stringify({ ...hello, now: '1' }),
  JSON.stringify({ type: 'alerts', alerts: [{ ...alert, level: 'normal' }] }),
])('%s is refused', (text) => {
  expect(() => parseServerMessage(text)).toThrow(WireError);
});
