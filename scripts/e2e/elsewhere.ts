/** A demo user at another machine, who asks the gateway without a page. Throws what it answers when it refuses. */
export async function elsewhere(url: string, role: string) {
  const headers = { 'Content-Type': 'application/json', 'x-chengjing': '1' };
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ demo: role }),
  });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return async (path: string, body?: unknown, etag?: string): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...headers, Cookie: cookie, ...(etag === undefined ? {} : { 'If-Match': etag }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}
