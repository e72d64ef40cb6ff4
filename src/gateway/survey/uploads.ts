import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { RawSurvey } from '../../survey/raw-table.ts';
import { readRaw } from '../../survey/read/read-raw.ts';
import { MOST_SURVEY_BYTES } from '../../wire/survey.ts';
import { RequestProblem } from '../query.ts';

/** An upload is forgotten this long after it was last asked for, ms. */
const KEPT = 3_600_000;
/** Uploads of one person at a time; an older one gives way. */
const AT_ONCE = 3;

export interface UploadedFile {
  readonly name: string;
  readonly bytes: number;
}

/** Files on their way to become a survey: on disk, the sender's own, gone after an hour, a restart or the acceptance. */
export interface Uploads {
  /** Takes a file into a new upload, or into `id`, where it replaces one of the same name. Answers the upload's id. */
  take(user: string, name: string, bytes: Readable, id?: string): Promise<string>;
  files(user: string, id: string): readonly UploadedFile[];
  /** What the files hold, read once. */
  raw(user: string, id: string): Promise<RawSurvey>;
  drop(user: string, id: string): Promise<void>;
  stop(): Promise<void>;
}

interface Upload {
  readonly id: string;
  readonly user: string;
  readonly files: Map<string, { readonly path: string; readonly bytes: number }>;
  used: number;
  raw: Promise<RawSurvey> | undefined;
}

/** @param wall wall-clock time, ms */
export async function openUploads(folder: string, wall: () => number): Promise<Uploads> {
  await rm(folder, { recursive: true, force: true });
  const uploads = new Map<string, Upload>();

  async function remove(upload: Upload): Promise<void> {
    uploads.delete(upload.id);
    await rm(join(folder, upload.id), { recursive: true, force: true });
  }
  async function forget(): Promise<void> {
    for (const upload of uploads.values()) if (upload.used < wall() - KEPT) await remove(upload);
  }
  function find(user: string, id: string): Upload {
    const upload = uploads.get(id);
    if (!upload || upload.user !== user)
      throw told(
        404,
        `没有上传“${id}”，或已超过一小时；请重新上传文件。`,
        `No upload "${id}", or it is older than an hour; upload the file again.`,
      );
    upload.used = wall();
    return upload;
  }
  function begin(user: string): Upload {
    const own = [...uploads.values()].filter((each) => each.user === user).sort((a, b) => a.used - b.used);
    for (const each of own.slice(0, Math.max(0, own.length - AT_ONCE + 1))) void remove(each);
    const upload = { id: randomBytes(9).toString('base64url'), user, files: new Map(), used: wall(), raw: undefined };
    uploads.set(upload.id, upload);
    return upload;
  }

  return {
    async take(user, name, bytes, id) {
      await forget();
      const plain = basename(name.replaceAll('\\', '/')).slice(-200);
      if (plain === '' || plain === '.' || plain === '..')
        throw told(400, '缺少文件名；请以 name= 给出。', 'The file has no name; add e.g. name=poles.xlsx.');
      const upload = id === undefined ? begin(user) : find(user, id);
      const others = [...upload.files].reduce((sum, [other, file]) => sum + (other === plain ? 0 : file.bytes), 0);
      // The name on disk is ours: what a sender writes is never a path.
      const path = join(folder, upload.id, createHash('sha256').update(plain).digest('hex').slice(0, 24));
      try {
        await mkdir(join(folder, upload.id), { recursive: true });
        const size = await save(bytes, path, MOST_SURVEY_BYTES - others);
        if (size === 0) throw told(400, `${plain} 是空文件；请重新导出。`, `${plain} is empty; export it again.`);
        upload.files.set(plain, { path, bytes: size });
        upload.raw = undefined;
      } catch (error) {
        await (upload.files.size === 0 ? remove(upload) : rm(path, { force: true }));
        throw error;
      }
      return upload.id;
    },
    files: (user, id) => [...find(user, id).files].map(([name, { bytes }]) => ({ name, bytes })),
    raw(user, id) {
      const upload = find(user, id);
      upload.raw ??= (async () =>
        readRaw(
          await Promise.all(
            [...upload.files].map(async ([name, { path }]) => ({ name, bytes: new Uint8Array(await readFile(path)) })),
          ),
        ))();
      return upload.raw;
    },
    drop: (user, id) => remove(find(user, id)),
    async stop() {
      uploads.clear();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Beyond the limit the rest is read and dropped, so that the sender hears why; who sends without end is cut off. */
async function save(bytes: Readable, path: string, limit: number): Promise<number> {
  const file = createWriteStream(path);
  let size = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= limit) {
        if (!file.write(chunk)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
      } else if (size > 4 * MOST_SURVEY_BYTES) break;
    }
  } finally {
    file.end();
    await finished(file).catch(() => undefined);
  }
  if (file.errored) throw file.errored;
  if (size <= limit) return size;
  const most = Math.round(MOST_SURVEY_BYTES / 1e6);
  throw told(
    413,
    `文件超过 ${most} MB；请按道路拆分，或去掉照片后再导出。`,
    `The files have more than ${most} MB together; split them by road, or export them without pictures.`,
  );
}

function told(status: number, zh: string, en: string): RequestProblem {
  return new RequestProblem(status, en, {}, { words: { zh, en } });
}
