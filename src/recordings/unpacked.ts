import { Unzip, UnzipInflate } from 'fflate';
import { UnreadableRecording } from './recording.ts';

/** Where the text of the files goes, piece by piece. */
export interface TextSink {
  begin(name: string): void;
  text(part: string): void;
  end(): void;
}

/** Bytes that an archive may unpack to: two days of twenty channels at 100 Hz. */
const MOST_UNPACKED = 4 * 1024 ** 3;
const TEXT = /\.(csv|txt|tsv|dat|zip)$/i;

/** Unpacks a file as it comes: a zip into the texts it holds, anything else as text. What it is, its first bytes say. */
export function createUnpacker(name: string, sink: TextSink): { push(bytes: Uint8Array, last: boolean): void } {
  let kind: 'zip' | 'text' | null = null;
  let zip: Unzip | null = null;
  let decode: Decode | null = null;
  let unpacked = 0;

  function openZip(): Unzip {
    const opened = new Unzip((entry) => {
      if (entry.name.endsWith('/') || entry.name.startsWith('__MACOSX/') || !TEXT.test(entry.name)) return;
      // One file after another: the entries of a stream follow each other.
      const text = decoder();
      sink.begin(entry.name);
      entry.ondata = (error, bytes, final) => {
        if (error)
          throw new UnreadableRecording({
            zh: `${name}：压缩包已损坏或加密；请重新打包，不设密码`,
            en: `${name} is a broken or encrypted archive; pack it again, without a password`,
          });
        unpacked += bytes.length;
        if (unpacked > MOST_UNPACKED)
          throw new UnreadableRecording({
            zh: `${name}：解压后超过 4 GB；请分段导出`,
            en: `${name} unpacks to more than 4 GB; export it in parts`,
          });
        sink.text(text(bytes, final));
        if (final) sink.end();
      };
      entry.start();
    });
    opened.register(UnzipInflate);
    return opened;
  }

  return {
    push(bytes, last) {
      if (kind === null) {
        kind = bytes[0] === 0x50 && bytes[1] === 0x4b ? 'zip' : 'text';
        if (kind === 'zip') zip = openZip();
        else {
          decode = decoder();
          sink.begin(name);
        }
      }
      if (kind === 'zip') zip?.push(bytes, last);
      else {
        sink.text(decode?.(bytes, last) ?? '');
        if (last) sink.end();
      }
    },
  };
}

type Decode = (bytes: Uint8Array, last: boolean) => string;

/** UTF-8, and from the first byte that is none GB18030: the numbers are ASCII in either, the header alone can differ. */
function decoder(): Decode {
  let strict: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });
  let other: TextDecoder | null = null;
  return (bytes, last) => {
    if (strict)
      try {
        return strict.decode(bytes, { stream: !last });
      } catch {
        strict = null;
      }
    other ??= new TextDecoder('gb18030');
    // A Latin ° before C reads as this character.
    return other.decode(bytes, { stream: !last }).replaceAll('癈', '℃');
  };
}
