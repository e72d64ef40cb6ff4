import type { FileAnalysis, RecordingAnalysis } from '../domain/signal/analysis.ts';
import type { Words } from '../domain/words.ts';
import { analyse } from './analyse.ts';
import { UnreadableRecording } from './recording.ts';
import { createRecordingReader, type RecordingReader } from './recording-reader.ts';
import { createUnpacker } from './unpacked.ts';

/** The part of a File that is needed. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
}

/** Files of an archive that are analysed; the rest is named. */
const MOST_FILES = 40;

/**
 * Reads and analyses a raw file, or every text in a zip. What cannot be used is refused by name and the rest is kept.
 *
 * @param progress share read, 0–1
 */
export async function analyseFile(source: ByteSource, progress: (share: number) => void): Promise<FileAnalysis> {
  const recordings: RecordingAnalysis[] = [];
  const refused: Words[] = [];
  let reader: RecordingReader | null = null;
  let files = 0;
  const attempt = (act: () => void) => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof UnreadableRecording)) throw error;
      refused.push(error.reason);
      reader = null;
    }
  };
  const unpacker = createUnpacker(source.name, {
    begin(name) {
      files++;
      reader = files <= MOST_FILES ? createRecordingReader(name) : null;
      if (files === MOST_FILES + 1)
        refused.push({
          zh: `只分析前 ${MOST_FILES} 个文件；其余请另行导入`,
          en: `Only the first ${MOST_FILES} files are analysed; bring the others separately`,
        });
    },
    text: (part) => attempt(() => reader?.push(part)),
    end: () =>
      attempt(() => {
        if (reader) recordings.push(analyse(reader.end()));
        reader = null;
      }),
  });
  /** False once the archive itself is broken: what it gave before is kept. */
  const give = (bytes: Uint8Array, last: boolean): boolean => {
    try {
      unpacker.push(bytes, last);
      return true;
    } catch (error) {
      refused.push(
        error instanceof UnreadableRecording
          ? error.reason
          : {
              zh: `${source.name}：压缩包已损坏；请重新打包`,
              en: `${source.name} is a broken archive (${(error as Error).message}); pack it again`,
            },
      );
      return false;
    }
  };
  let read = 0;
  let held = new Uint8Array();
  let whole = true;
  for await (const bytes of chunksOf(source.stream())) {
    if (held.length > 0) whole = give(held, false);
    if (!whole) break;
    held = bytes;
    read += bytes.length;
    progress(source.size > 0 ? Math.min(1, read / source.size) : 1);
  }
  if (whole) give(held, true);
  if (recordings.length === 0 && refused.length === 0)
    refused.push({
      zh: `${source.name}：里面没有 CSV 文本`,
      en: `${source.name} holds no CSV text`,
    });
  return { recordings, refused };
}

/** A stream as an iterable, for browsers whose streams are none. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield new Uint8Array(value);
  }
}
