import { describe, expect, it } from 'vitest';
import type { VersionHead } from '../wire/scenario-version.ts';
import type { Gateway } from './request.ts';
import { createVersions } from './versions.ts';

const by = { user: 'zhang', name: '张工', at: 1_800_000_000_000, demo: false };
const head: VersionHead = {
  n: 3,
  parent: 2,
  kind: 'version',
  etag: 'a'.repeat(64),
  name: '送审稿',
  author: by,
  bytes: 10,
  note: '',
  stage: 'drafting',
  recordEtag: 'b'.repeat(64),
  frozen: null,
};

function versionsOf(answer: () => Response) {
  const asked: { url: string; method: string | undefined; ifMatch: string | null; body: unknown }[] = [];
  const gateway: Gateway = {
    origin: '',
    role: 'operator',
    fetch: async (input, init) => {
      asked.push({
        url: String(input),
        method: init?.method,
        ifMatch: new Headers(init?.headers).get('If-Match'),
        body: init?.body === undefined ? undefined : JSON.parse(String(init.body)),
      });
      return answer();
    },
  };
  return { versions: createVersions(gateway), asked };
}
const json = (status: number, body: unknown) => () => new Response(JSON.stringify(body), { status });

describe('saved versions', () => {
  it('names the draft that was seen, and moves the version that was seen', async () => {
    const { versions, asked } = versionsOf(json(201, head));
    expect(await versions.name('s', 'c'.repeat(64), '送审稿', '')).toEqual({ ok: true, value: head });
    await versions.step('s', head, { step: 'convene', note: '', alternative: 'A' });
    expect(asked).toEqual([
      {
        url: '/api/scenarios/s/versions',
        method: 'POST',
        ifMatch: `"${'c'.repeat(64)}"`,
        body: { name: '送审稿', note: '' },
      },
      {
        url: '/api/scenarios/s/versions/3/steps',
        method: 'POST',
        ifMatch: `"${head.recordEtag}"`,
        body: { step: 'convene', note: '', alternative: 'A' },
      },
    ]);
  });

  it('gives the words of the gateway where it has both languages, and its own where not', async () => {
    const words = { zh: '退回须写明理由。', en: 'A return needs its reason as note.' };
    const refused = versionsOf(json(409, { error: words.en, words }));
    expect(await refused.versions.step('s', head, { step: 'return', note: '' })).toEqual({
      ok: false,
      status: 409,
      reason: words,
    });
    const frozen = versionsOf(json(423, { error: 'Version 3 is finalised.' }));
    expect(await frozen.versions.putConsents('s', head, [])).toMatchObject({
      status: 423,
      reason: { zh: expect.stringContaining('已定稿'), en: 'Version 3 is finalised.' },
    });
    const page = versionsOf(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await page.versions.list('s')).toMatchObject({ ok: false, status: 502, reason: { en: 'HTTP 502' } });
  });

  it('throws on an answer that is no version', async () => {
    const { versions } = versionsOf(json(200, { n: 3 }));
    await expect(versions.list('s')).rejects.toThrow(/Versions/);
  });
});
