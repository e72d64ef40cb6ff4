import { expect, it } from 'vitest';
import { createListeners } from './listeners.ts';

it('tells those who listen to that kind, once each, until they no longer do', () => {
  const listeners = createListeners<{ moved: number; lost: undefined }>();
  const heard: unknown[] = [];
  const stop = listeners.on('moved', (to) => {
    heard.push(to);
    stop();
  });
  listeners.on('moved', (to) => heard.push(`also ${to}`));
  expect(listeners.tell('lost', undefined), 'nobody').toBe(false);
  expect(listeners.tell('moved', 1)).toBe(true);
  listeners.tell('moved', 2);
  expect(heard).toEqual([1, 'also 1', 'also 2']);
  listeners.clear();
  expect(listeners.tell('moved', 3)).toBe(false);
});
