import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

test('the examples of FIPS 180-4', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  );
});

test('is what the gateway computes, whatever the length and the characters', () => {
  const letters = ['a', 'é', '洸', '𠮷', '"', ' '];
  let text = '';
  for (let length = 0; length < 200; length++) {
    text += letters[(length * length) % letters.length];
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  }
  const long = text.repeat(3000);
  expect(sha256(long)).toBe(createHash('sha256').update(long).digest('hex'));
});
