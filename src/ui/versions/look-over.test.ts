import { expect, it, vi } from 'vitest';
import { distance } from '../../domain/geo/local-frame.ts';
import { diffDocuments } from '../../scenario/versions/diff.ts';
import { testDocument } from '../../scenario/versions/test-document.ts';
import type { TwinPort } from '../../state/port.ts';
import { placesOf } from './difference-places.ts';
import { flyTo, overlookAll } from './look-over.ts';

/** A city with three poles on a street, 1 km from the first to the last. */
function city() {
  const run = vi.fn();
  const positions = Float64Array.from([116.58, 35.41, 0, 116.581, 35.41, 0, 116.591, 35.41, 0]);
  const ids = ['P-0', 'P-1', 'P-2'];
  const assets = { layer: 'pole', count: 3, capacity: 3, ids, positions, headings: new Float32Array(3), columns: {} };
  const fleet = new Map([['pole', { assets, definition: { geometry: 'point' } }]]);
  return { port: { fleet: () => fleet, run, frameAsset: () => null } as unknown as TwinPort, run };
}

it('has every object in view: the camera looks at their middle from as far as they are apart', () => {
  const { port } = city();
  const near = overlookAll(port, ['P-0', 'P-1']);
  const far = overlookAll(port, ['P-0', 'P-2']);
  expect(near?.[0]).toBeCloseTo(116.5805, 6);
  expect(far?.[0]).toBeCloseTo(116.5855, 6);
  expect(far![2]).toBeGreaterThan(4 * near![2]);
  const span = distance([116.58, 35.41], [116.591, 35.41]);
  expect(far![2] / Math.sin((35 * Math.PI) / 180)).toBeGreaterThan(span);
});

it('flies to what a version builds though the plan on screen lacks it', () => {
  const after = testDocument();
  const add = after.alternatives[0]!.phases[1]!.operations[0]!;
  if (add.op !== 'add') throw new Error('the first operation of P1 builds a carrier');
  add.asset.position = [116.6, 35.42, 0];
  add.asset.id = 'NEW-1';
  const added = diffDocuments(testDocument(), after).find((each) => each.objects.some(({ id }) => id === 'NEW-1'))!;
  expect(placesOf(added)).toEqual([[116.6, 35.42]]);
  const { port, run } = city();
  flyTo(port, ['NEW-1'], placesOf(added));
  expect(run.mock.calls[0]).toEqual(['asset.highlight', ['NEW-1']]);
  expect(run.mock.calls[1]?.[0]).toBe('camera.set');
  expect(run.mock.calls[1]?.[1][0]).toBeCloseTo(116.6, 6);
});

it('outlines what is nowhere without moving the camera', () => {
  const { port, run } = city();
  flyTo(port, ['GONE'], placesOf({ before: null, after: 3 }));
  expect(run.mock.calls).toEqual([['asset.highlight', ['GONE']]]);
});
