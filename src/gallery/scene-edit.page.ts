import { Cartesian3, SceneTransforms } from '@cesium/engine';
import { DAY } from '../domain/clock.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import type { Gesture } from '../scene/editing-spec.ts';
import { LAMP_REACH } from '../scene/layers/lamp-heads.ts';
import { editStreet, OFFSET, SPACING } from './edit-street.ts';
import { NOW, type SceneUnderTest, scenePage } from './scene-page.ts';

const street = editStreet(NOW);
const plan = street.edition();

type LonLat = readonly [longitude: number, latitude: number];

/** A plan being edited by hand. Every step is checked by the bytes and draws that it costs before the picture is taken. */
export const page = scenePage({
  title: { zh: '场景：手工编辑', en: 'Scene: editing by hand' },
  view: [...street.axis.pointAt({ chainage: 92, offset: -70 }), 30, 6, -19, 0],
  city: () => ({ fleet: street.fleet, scenario: plan }),
  spec: {
    at: plan.start + 30.5 * DAY,
    era: 'future',
    alternative: 'X',
    layers: ['lamp', 'pole'],
    tilesets: [],
    labels: false,
    editing: { layers: ['pole'] },
  },
  async act(test) {
    const { scene, widget } = test;
    await moves(test);
    await edits(test);
    await drags(test, pointerOn(widget.canvas));

    // The picture: a carrier between two others, with what it snaps to, one object against a rule, the selected one's grips.
    const at = street.axis.pointAt({ chainage: 101, offset: -11 });
    const spacing = (id: string, label: string) => ({ kind: 'spacing', path: [siteOf(id), at], label }) as const;
    test.change({ select: 'MF-4' });
    scene.preview([{ layer: 'pole', id: 'MF-4', position: at, heading: 0 }]);
    scene.guides([
      {
        kind: 'kerb',
        path: [0, 40, 80, 120, 160, 200].map((chainage) => street.axis.pointAt({ chainage, offset: -11 })),
      },
      spacing('MF-2', '47.0 m'),
      spacing('MF-6', '25.1 m'),
    ]);
    scene.marks([{ layer: 'pole', id: 'MF-6', level: 'red' }]);
  },
});

/** A carrier that is moved costs its own texel, on the way and at the end. */
async function moves(test: SceneUnderTest): Promise<void> {
  const moved = { chainage: 101, offset: -11, heading: 0 };
  const position = street.axis.pointAt(moved);
  const preview = [{ layer: 'pole', id: 'MF-4', position, heading: 0 }];
  await costs(test, 'previewing a carrier', { bytes: 16 }, () => test.scene.preview(preview));
  await costs(test, 'the edition that puts it there', { bytes: 0 }, () =>
    test.change({ scenario: street.edition({ carriers: { 'MF-4': moved } }) }),
  );
  await costs(test, 'the end of the preview', { bytes: 0 }, () => test.scene.preview(null));
  await costs(test, 'turning it', { bytes: 16 }, () =>
    test.change({ scenario: street.edition({ carriers: { 'MF-4': { ...moved, heading: 40 } } }) }),
  );
  await costs(test, 'undoing both', { bytes: 16 }, () => test.change({ scenario: plan }));
  const three = ['MF-0', 'MF-8', 'MF-14'];
  const far = Object.fromEntries(three.map((id, i) => [id, { ...moved, chainage: 300 + 40 * i }]));
  await costs(test, 'moving three', { bytes: 48 }, () => test.change({ scenario: street.edition({ carriers: far }) }));
  await costs(test, 'putting them back', { bytes: 48 }, () => test.change({ scenario: plan }));
}

/** Other mounts, and a standing pole that the plan moves, make anew what they change and nothing else. */
async function edits(test: SceneUnderTest): Promise<void> {
  const whole = test.scene.stats().primitives;
  const mounts = street.edition({ mounts: { 'MF-4': 'luminaire:10:0|speaker:3.5:0' } });
  await costs(test, 'another mount', {}, () => test.change({ scenario: mounts }));
  await costs(test, 'the mounts as they were', {}, () => test.change({ scenario: plan }));
  const standing = street.fleet.get('pole')!.assets.ids[0]!;
  const poles = { [standing]: { chainage: 100, offset: 15, heading: 90 } };
  await costs(test, 'moving a standing pole', {}, () => test.change({ scenario: street.edition({ poles }) }));
  await costs(test, 'leaving it', {}, () => test.change({ scenario: plan }));
  const position = street.axis.pointAt({ chainage: 100, offset: 15 });
  await costs(test, 'lifting a standing pole', {}, () =>
    test.scene.preview([{ layer: 'pole', id: standing, position, heading: 90 }]),
  );
  await costs(test, 'putting it down', {}, () => test.scene.preview(null));
  promise('every draw that came went again', test.scene.stats().primitives === whole);
}

/** The pointer on the canvas: a drag, one that is taken back, a mount to another pole, a box. */
async function drags(test: SceneUnderTest, pointer: ReturnType<typeof pointerOn>): Promise<void> {
  const { scene } = test;
  const gestures: Gesture[] = [];
  const boxes: (readonly string[])[] = [];
  const undo = [scene.onGesture((each) => gestures.push(each)), scene.onBox((ids) => boxes.push(ids))];
  const phases = () =>
    gestures.splice(0).map((each) => `${each.phase} ${each.handle} ${each.id} ${each.over?.id ?? ''}`.trim());
  const foot = (id: string, up = 0) => seenAt(test, siteOf(id), up);
  const view = JSON.stringify(scene.view());

  const [x, y] = foot('MF-4', 3);
  pointer('pointerdown', x, y);
  pointer('pointermove', x + 40, y);
  pointer('pointermove', x + 80, y - 10);
  pointer('pointerup', x + 80, y - 10);
  const dragged = gestures.at(-1);
  promise(
    'a press and a motion drag the pole',
    phases().join() === 'start pole MF-4,move pole MF-4,move pole MF-4,end pole MF-4',
  );
  const aimed = street.axis.stationOf(...(dragged?.at ?? [0, 0]));
  const seen = seenAt(test, dragged?.at ?? [0, 0], 3);
  promise(
    `and it goes along the ground with the pointer, to ${aimed.chainage.toFixed(1)} m`,
    aimed.chainage > 93 && aimed.offset > -OFFSET && Math.hypot(seen[0] - x - 80, seen[1] - y + 10) < 2,
  );

  pointer('pointerdown', x, y);
  pointer('pointermove', x + 40, y);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  pointer('pointermove', x + 60, y);
  pointer('pointerup', x + 60, y);
  promise('Escape takes a drag back', phases().join() === 'start pole MF-4,move pole MF-4,cancel pole MF-4');

  test.change({ select: 'MF-4' });
  await scene.settled();
  const [lon, lat] = siteOf('MF-4');
  const lamp = toGeographic(localFrame(lon, lat), 0, LAMP_REACH);
  const [toX, toY] = foot('MF-6', 5);
  pointer('pointerdown', ...seenAt(test, lamp, 10));
  pointer('pointermove', toX - 60, toY);
  pointer('pointermove', toX, toY);
  pointer('pointerup', toX, toY);
  promise('a mount finds the pole that it is dragged to', phases().at(-1) === 'end mount MF-4 MF-6');
  test.change({ select: null });

  const [left, top] = foot('MF-4');
  const [right, bottom] = foot('MF-6');
  const box = [
    Math.min(left, right) - 8,
    Math.min(top, bottom) - 8,
    Math.max(left, right) + 8,
    Math.max(top, bottom) + 8,
  ] as const;
  pointer('pointerdown', box[0], box[1], true);
  pointer('pointermove', box[2], box[3], true);
  pointer('pointerup', box[2], box[3], true);
  promise(
    'a box with Shift gathers the feet in it',
    ['MF-4', 'MF-6'].every((id) => boxes[0]?.includes(id)),
  );
  promise('the camera stood still', JSON.stringify(scene.view()) === view);
  for (const each of undo) each();
}

function siteOf(id: string): LonLat {
  const number = Number(id.slice(3));
  return street.axis.pointAt({ chainage: SPACING * (0.5 + (number >> 1)), offset: number % 2 ? OFFSET : -OFFSET });
}

/** The pixel of a point `up` metres above the ground. */
function seenAt({ widget }: SceneUnderTest, at: LonLat, up: number): readonly [x: number, y: number] {
  const seen = SceneTransforms.worldToWindowCoordinates(widget.scene, Cartesian3.fromDegrees(...at, up));
  if (!seen) throw new Error(`Editing by hand: ${at.join(', ')} is not on the screen.`);
  return [Math.round(seen.x), Math.round(seen.y)];
}

/** Pointer events as a hand makes them, in CSS pixels of the canvas. */
function pointerOn(canvas: HTMLCanvasElement) {
  return (type: string, x: number, y: number, shiftKey = false) => {
    const { left, top } = canvas.getBoundingClientRect();
    const pressed = type === 'pointerup' ? 0 : 1;
    canvas.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        pointerType: 'mouse',
        clientX: left + x,
        clientY: top + y,
        button: 0,
        buttons: pressed,
        shiftKey,
        bubbles: true,
        cancelable: true,
      }),
    );
  };
}

/** Fails unless `step` uploads exactly `bytes`, when told, and then adds no primitive. */
async function costs(
  { scene }: SceneUnderTest,
  what: string,
  { bytes }: { readonly bytes?: number },
  step: () => void,
): Promise<void> {
  await scene.settled();
  const before = scene.stats();
  step();
  await scene.settled();
  const after = scene.stats();
  if (bytes === undefined) return;
  const uploaded = after.uploads.bytesTotal - before.uploads.bytesTotal;
  const added = after.primitives - before.primitives;
  promise(`${what} uploads ${bytes} bytes, not ${uploaded}`, uploaded === bytes);
  promise(`${what} adds no primitive, not ${added}`, added === 0);
}

function promise(what: string, kept: boolean): void {
  if (!kept) throw new Error(`Editing by hand: ${what}: not so.`);
}
