import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JobStore } from './job-store-spec.ts';
import { openS3Store } from './s3-store.ts';

/** A store as a job names it: a folder that all see under one path, or a prefix of a bucket, `s3://bucket/prefix`. */
export type StoreAddress = { readonly folder: string } | { readonly s3: string };

/**
 * Opens the store of a job.
 *
 * @throws InputError when the bucket's account is not given or the address is no `s3://bucket/prefix`
 */
export function openJobStore(address: StoreAddress): JobStore {
  return 'folder' in address ? folderStore(address.folder) : openS3Store(address.s3, process.env);
}

function folderStore(folder: string): JobStore {
  return {
    get: async (path) => readFileSync(join(folder, path)),
    async put(path, bytes) {
      const aside = join(folder, '.jobs', randomUUID());
      const to = join(folder, path);
      mkdirSync(dirname(to), { recursive: true });
      mkdirSync(dirname(aside), { recursive: true });
      writeFileSync(aside, bytes);
      renameSync(aside, to);
    },
    remove: async (path) => rmSync(join(folder, path), { force: true }),
  };
}
