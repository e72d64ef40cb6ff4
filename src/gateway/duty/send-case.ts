import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SendOutcome } from '../../domain/duty-case.ts';
import { firstLine } from '../database.ts';
import type { CaseOptions } from '../options.ts';

/** Longest wait for an answer, ms. */
const TIMEOUT_MS = 8000;
/** A signature is believed for as long, ms either way. */
const SIGNED_FOR = 5 * 60_000;
/** Characters read of an answer. */
const LONGEST_ANSWER = 65_536;

/**
 * Posts a case to the bureau's system. `Idempotency-Key` is the case's own id: a case that arrived although its answer was lost is
 * not taken twice, and 409 says just that.
 *
 * @param wall wall clock, ms
 */
export async function sendCase(
  { url, secret, timeoutMs = TIMEOUT_MS }: CaseOptions,
  id: string,
  body: string,
  wall: number,
): Promise<SendOutcome> {
  const timestamp = String(Math.round(wall));
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Idempotency-Key': id,
        ...(secret === undefined
          ? {}
          : { 'X-Chengjing-Timestamp': timestamp, 'X-Chengjing-Signature': signature(secret, timestamp, body) }),
      },
      body,
    });
    text = (await response.text()).slice(0, LONGEST_ANSWER);
  } catch (error) {
    const { name, cause } = error as Error;
    const why = name === 'TimeoutError' ? `${timeoutMs / 1000} s 内无应答` : firstLine(cause ?? error);
    return { kind: 'later', reason: `${new URL(url).host}：${why}` };
  }
  const { status } = response;
  if (response.ok || status === 409) return { kind: 'taken', ...numberIn(text) };
  const reason = `${new URL(url).host}：HTTP ${status} ${text.replace(/\s+/g, ' ').slice(0, 120)}`.trim();
  const again = status >= 500 || [408, 425, 429].includes(status);
  return { kind: again ? 'later' : 'no', reason };
}

/** `sha256=` and the HMAC over timestamp, a full stop, and the body as it is sent. */
export function signature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** Whether a message was signed with our secret, not long ago. */
export function isSigned(
  secret: string,
  timestamp: string | undefined,
  given: string | undefined,
  body: string,
  wall: number,
): boolean {
  if (timestamp === undefined || given === undefined || !(Math.abs(Number(timestamp) - wall) <= SIGNED_FOR))
    return false;
  const expected = Buffer.from(signature(secret, timestamp, body));
  const found = Buffer.from(given);
  return expected.length === found.length && timingSafeEqual(expected, found);
}

/** Number and stage in an answer, where it tells them. */
function numberIn(text: string): { number: string | null; stage: string | null } {
  try {
    const answer = JSON.parse(text) as { readonly number?: unknown; readonly stage?: unknown } | null;
    const line = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 100) : null);
    return { number: line(answer?.number), stage: line(answer?.stage) };
  } catch {
    return { number: null, stage: null };
  }
}
