import type { Outcome } from '../domain/outcome.ts';
import type { Words } from '../domain/words.ts';
import { WRITE_HEADER } from '../wire/people.ts';
import { address, type Gateway } from './request.ts';

/** One request of a person: what is asked, and words for refusals that mean something special here. */
export interface Question<T> {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** JSON, or the bytes of a file. */
  readonly body?: unknown;
  /** The entity tag that a write was made against. */
  readonly ifMatch?: string;
  readonly refusals?: Readonly<Record<number, Words>>;
  readonly parse: (body: unknown) => T;
}

/** Asks the gateway; a refusal comes back as words in both languages. Throws WireError on an answer it cannot read. */
export function ask<T>(gateway: Gateway, question: Question<T>): Promise<Outcome<T>> {
  return answered(gateway, question, async (response) => question.parse(await response.json().catch(() => null)));
}

/** The same for bytes. */
export async function askBytes(
  gateway: Gateway,
  question: Omit<Question<never>, 'parse'>,
): Promise<Outcome<Uint8Array>> {
  const outcome = await answered(gateway, question, (response) => response.arrayBuffer().catch(() => null));
  if (!outcome.ok) return outcome;
  // The connection broke on the way.
  if (outcome.value === null) return { ok: false, status: 0, reason: NO_ANSWER };
  return { ok: true, value: new Uint8Array(outcome.value) };
}

const NO_ANSWER: Words = {
  zh: '网关没有应答；请检查网络后再试。',
  en: 'The gateway does not answer; check the network and try again.',
};

async function answered<T>(
  gateway: Gateway,
  question: Omit<Question<never>, 'parse'>,
  read: (response: Response) => Promise<T>,
): Promise<Outcome<T>> {
  const { path, query, method = 'GET', body, ifMatch, refusals } = question;
  const isFile = body instanceof Blob;
  let response: Response;
  try {
    response = await gateway.fetch(address(gateway, path, query), {
      method,
      headers: {
        ...(method === 'GET' ? {} : { [WRITE_HEADER]: '1' }),
        ...(body === undefined ? {} : { 'Content-Type': isFile ? 'application/octet-stream' : 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    });
  } catch {
    return { ok: false, status: 0, reason: NO_ANSWER };
  }
  if (response.ok) return { ok: true, value: await read(response) };
  const answer: unknown = await response.json().catch(() => null);
  const { status } = response;
  return {
    ok: false,
    status,
    reason: wordsIn(answer) ?? refusals?.[status] ?? reasonOf(status, response.headers, answer),
  };
}

/** The gateway's own words in both languages, where it gives them. */
function wordsIn(answer: unknown): Words | undefined {
  if (typeof answer !== 'object' || answer === null || !('words' in answer)) return undefined;
  const { words } = answer;
  if (typeof words !== 'object' || words === null || !('zh' in words) || !('en' in words)) return undefined;
  return { zh: String(words.zh), en: String(words.en) };
}

function reasonOf(status: number, headers: Headers, answer: unknown): Words {
  const told =
    typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : `HTTP ${status}`;
  const wait = Number(headers.get('Retry-After'));
  if (status === 429)
    return { zh: `尝试次数过多，请等 ${wait} 秒再试。`, en: `Too many attempts; wait ${wait} s and try again.` };
  if (status === 503)
    return {
      zh: `网关正忙，请等 ${wait || 2} 秒再试。`,
      en: `The gateway is busy; wait ${wait || 2} s and try again.`,
    };
  const lead = LEADS[status];
  return { zh: lead ? `${lead}（${told}）` : `网关拒绝了请求（${status}）：${told}`, en: told };
}

const LEADS: Readonly<Record<number, string>> = {
  400: '填写的内容不合要求',
  401: '登录已失效，请重新登录',
  403: '当前身份无权办理',
  404: '没有找到',
  409: '内容已被他人更改或名称已被占用，请刷新后再试',
  423: '该版本已定稿，不能再改；请另存新版本',
};
