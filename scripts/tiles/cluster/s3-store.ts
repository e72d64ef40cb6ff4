import { AwsClient } from 'aws4fetch';
import { InputError } from '../input-error.ts';
import type { JobStore } from './job-store-spec.ts';

/** Tries of one request while the service does not answer or is busy; `aws4fetch` waits longer each time. */
const RETRIES = 6;

/** The variables of the AWS tools, which every S3-compatible service documents. */
export type S3Environment = Readonly<Record<string, string | undefined>>;

/**
 * The objects below `s3://bucket/prefix` of the S3-compatible service at `AWS_ENDPOINT_URL_S3` (or `AWS_ENDPOINT_URL`; neither:
 * AWS itself in `AWS_REGION`), asked in path style as the account of `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
 *
 * @throws InputError naming what is missing in `environment` or wrong with the address
 */
export function openS3Store(address: string, environment: S3Environment): JobStore {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(address) ?? [];
  if (bucket === undefined) throw new InputError(`Store "${address}": expected s3://bucket/prefix.`);
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey)
    throw new InputError(
      `Store "${address}": set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to an account of its service.`,
    );
  const region = environment.AWS_REGION ?? 'us-east-1';
  const endpoint =
    environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL ?? `https://s3.${region}.amazonaws.com`;
  const session = environment.AWS_SESSION_TOKEN;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(session ? { sessionToken: session } : {}),
    service: 's3',
    region,
    retries: RETRIES,
  });
  const root = `${endpoint.replace(/\/$/, '')}/${bucket}/${prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/`}`;

  async function ask(method: 'GET' | 'PUT' | 'DELETE', path: string, body?: Uint8Array): Promise<Response> {
    const url = root + path.split('/').map(encodeURIComponent).join('/');
    const response = await client.fetch(url, { method, ...(body ? { body: new Uint8Array(body) } : {}) });
    if (response.ok) return response;
    const said = (await response.text()).match(/<Code>(.*?)<\/Code>/)?.[1] ?? response.statusText;
    throw new Error(`${method} ${address}/${path}: ${response.status} ${said}; check bucket, account and endpoint.`);
  }
  return {
    get: async (path) => new Uint8Array(await (await ask('GET', path)).arrayBuffer()),
    async put(path, bytes) {
      await ask('PUT', path, bytes);
    },
    async remove(path) {
      await ask('DELETE', path);
    },
  };
}
