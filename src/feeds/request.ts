/** A request to the gateway that brought no usable answer; the message is for the person. */
class RequestError extends Error {
  override readonly name = 'RequestError';
  /** HTTP status, 0 when no answer came. */
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** How the feeds reach the gateway. Tests and other origins inject their own. */
export interface Gateway {
  /** Prefix of every path, e.g. `` (same origin) or `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** `public` asks for the redacted view; sent with every request. */
  readonly role: 'operator' | 'public';
  readonly fetch: typeof fetch;
}

/** The page's own gateway. */
export function ownGateway(role: Gateway['role']): Gateway {
  return { origin: '', role, fetch: (input, init) => globalThis.fetch(input, init) };
}

/** Address of `path` with `query` and the role. */
export function address(gateway: Gateway, path: string, query: Readonly<Record<string, string | number>> = {}): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) parameters.set(key, String(value));
  if (gateway.role === 'public') parameters.set('role', 'public');
  const text = parameters.toString();
  return `${gateway.origin}${path}${text ? `?${text}` : ''}`;
}

/** Fetches; throws RequestError with path, status and the gateway's own words. An abort passes through as it is. */
export async function request(gateway: Gateway, url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await gateway.fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new RequestError(`${url}: the gateway does not answer (${String(error)}).`, 0);
  }
  if (response.ok) return response;
  throw new RequestError(`${url}: ${response.status} ${await reason(response)}`, response.status);
}

async function reason(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'error' in body) return String(body.error);
  } catch {
    // Not JSON: a proxy answered; its text says more than nothing.
  }
  return text.slice(0, 200) || response.statusText;
}
