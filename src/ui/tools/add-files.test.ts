import { expect, test } from 'vitest';
import type { TwinPort } from '../../state/port.ts';
import { createSessionStore } from '../../state/store.ts';
import { addFiles } from './add-files.ts';

function desk() {
  const ran: { name: string; bytes: Uint8Array; beside?: ReadonlyMap<string, Uint8Array> }[] = [];
  const store = createSessionStore();
  const port = { store, run: (_: string, argument: never) => ran.push(argument) } as unknown as TwinPort;
  return { port, store, ran };
}
const file = (name: string, text = name) => new File([text], name);

test('buffers and pictures go with the .gltf that they were dropped with, in whatever order', async () => {
  const { port, ran } = desk();
  await addFiles(port, [file('a.bin'), file('b.gltf'), file('t.PNG'), file('c.csv')], 'GCJ-02');
  expect(ran.map(({ name }) => name)).toEqual(['b.gltf', 'c.csv']);
  expect([...(ran[0]?.beside?.keys() ?? [])]).toEqual(['a.bin', 't.PNG']);
  expect(ran[1]).toMatchObject({ datum: 'GCJ-02' });
  expect(ran[1]?.beside).toBeUndefined();
});

test('alone they are handed on, to be refused by name', async () => {
  const { port, ran } = desk();
  await addFiles(port, [file('a.bin')], 'WGS-84');
  expect(ran.map(({ name }) => name)).toEqual(['a.bin']);
});

test('a folder is named, and the others are brought in', async () => {
  const { port, store, ran } = desk();
  const folder = file('plans');
  folder.arrayBuffer = () => Promise.reject(new DOMException('not a file', 'NotFoundError'));
  await addFiles(port, [folder, file('c.csv')], 'WGS-84');
  expect(ran.map(({ name }) => name)).toEqual(['c.csv']);
  expect(store.getState().notices.at(-1)).toMatchObject({
    tone: 'error',
    text: { zh: expect.stringContaining('plans：读不出内容'), en: expect.stringContaining('plans: cannot be read') },
  });
});
