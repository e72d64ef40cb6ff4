import { describe, expect, it } from 'vitest';
import { parseInstant } from '../domain/clock.ts';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { addCarrier, mergeInto, shortStreetDocument, shortStreetTables } from '../scenario/fixture/short-street.ts';
import { polesStanding } from '../scenario/poles-standing.ts';
import { canonicalJson } from '../scenario/versions/canonical.ts';
import { sha256 } from '../scenario/versions/sha256.ts';
import { begin } from '../scenario/versions/workflow.ts';
import { agreedPart, readVersions, signOffOf } from './sign-off.ts';
import type { Opinion, Permit, SavedVersion } from './versions-port.ts';

const tables = shortStreetTables();
const compile = (document: CompiledScenario['document']) =>
  compileScenario(document, tables, parseInstant('2026-05-01T12:00:00+08:00'), 480);
const document = shortStreetDocument(
  [addCarrier('MF1', 'sign:2.6:90|sign:3.4:90', 8)],
  [
    mergeInto('MF1', 'pole', 'TG1', ['sign:2.6:90', 'sign:3.4:90']),
    { op: 'remove', target: { layer: 'pole', id: 'AD1' }, how: 'removed' },
  ],
);
const compiled = compile(document);
const maker = { user: 'zhang', name: '张工', at: 1, demo: false };
const says = (id: string, answer: Opinion['answer']): Opinion => ({
  target: { layer: 'pole', id, mount: null },
  owner: '公安交警',
  answer,
  date: '2026-11-20',
  documentNumber: null,
  note: '新杆通电后',
});
const permit: Permit = {
  id: 'road-occupation-1',
  kind: 'road-occupation',
  applied: null,
  granted: '2027-03-05',
  until: null,
  documentNumber: null,
  gates: [{ alternative: null, phase: 'P1' }],
  note: '',
};
const version = (n: number, of: typeof document, consents: Opinion[], approvals: Permit[] = []): SavedVersion => ({
  head: { n, parent: 0, kind: 'version', etag: sha256(canonicalJson(of)), name: `v${n}`, author: maker, bytes: 1 },
  document: of,
  record: { note: '', progress: begin(maker, []), consents, approvals, frozen: null },
});
const signed = (latest: SavedVersion | null) => ({ latest, all: latest ? [latest] : [] });

describe('what today’s consents allow', () => {
  it('is the plan without what waits, compiled apart: the plan itself stays as it is', () => {
    const before = canonicalJson(document);
    const read = signed(version(1, document, [says('AD1', 'agreed'), says('TG1', 'conditional')]));
    const agreed = agreedPart(compiled, read, 'agreed', compile);
    expect(agreed.heldBack.get('X')?.map(({ operation }) => operation.op)).toEqual(['merge']);
    const standing = (each: CompiledScenario) => polesStanding(each, 'X', each.end);
    // The whole plan: five poles and a carrier, less two; what is agreed: one pole less, no carrier.
    expect(standing(compiled) - standing(agreed.compiled)).toBe(0);
    expect(agreed.compiled.document.alternatives[0]?.phases[0]?.operations).toEqual([]);
    expect(agreedPart(compiled, read, 'conditional', compile).heldBack.get('X')).toEqual([]);
    expect(canonicalJson(compiled.document)).toBe(before);
  });

  it('is nothing that needs an owner where no version is named, and is computed once', () => {
    const read = signed(null);
    const part = agreedPart(compiled, read, 'agreed', compile);
    expect(part.heldBack.get('X')).toHaveLength(2);
    expect(agreedPart(compiled, read, 'agreed', compile)).toBe(part);
    expect(signOffOf(compiled, read, 'all', compile).heldBack('X')).toEqual([]);
  });
});

it('knows the version that holds just this document by its content, and which approval comes too late', () => {
  const other = { ...document, title: { zh: '又一稿', en: 'Another' } };
  const read = { latest: version(3, other, [], [permit]), all: [version(3, other, []), version(2, document, [])] };
  const signOff = signOffOf(compiled, read, 'all', compile);
  expect(signOff.same?.head.n).toBe(2);
  expect(signOff.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(signOff.approvals('X').map(({ phase, state }) => `${phase} ${state}`)).toEqual(['P1 violation']);
  expect(signOffOf(compiled, signed(null), 'all', compile).same).toBeNull();
});

it('reads the newest version and the one of this document, and no other', async () => {
  const other = { ...document, title: { zh: '又一稿', en: 'Another' } };
  const all = [version(4, other, []), version(3, other, []), version(2, document, [])];
  const asked: number[] = [];
  const port = {
    list: async () => ({ ok: true, value: { versions: all.map(({ head }) => head) } }),
    version: async (_: string, n: number) => {
      asked.push(n);
      return { ok: true, value: all.find(({ head }) => head.n === n) };
    },
  };
  const read = await readVersions(port as never, 's', document);
  expect(asked).toEqual([4, 2]);
  expect(read.ok && read.value.latest?.head.n).toBe(4);
});
