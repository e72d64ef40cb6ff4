import { unzipSync } from 'fflate';
import { UnreadableFile } from '../problem.ts';

/** Bytes that an archive may unpack to; a survey of a city's poles is a hundredth of it. */
const MAX_UNPACKED = 512 * 1024 * 1024;

/** The files of a zip by path. Throws UnreadableFile when it is broken or unpacks to more than 512 MiB. */
export function unpack(bytes: Uint8Array, name: string): Map<string, Uint8Array> {
  let unpacked = 0;
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name: path, originalSize }) => {
        unpacked += originalSize;
        if (unpacked > MAX_UNPACKED) throw new RangeError('too large');
        return !path.endsWith('/') && !path.startsWith('__MACOSX/');
      },
    });
    return new Map(Object.entries(entries));
  } catch (error) {
    if (unpacked > MAX_UNPACKED)
      throw new UnreadableFile(
        name,
        { zh: '解压后超过 512 MB', en: 'unpacks to more than 512 MB' },
        { zh: '请拆成几个文件', en: 'split it into several files' },
      );
    throw new UnreadableFile(
      name,
      { zh: '压缩包已损坏或加密', en: `is a broken or encrypted archive (${(error as Error).message})` },
      { zh: '请重新打包，不设密码', en: 'pack it again, without a password' },
    );
  }
}
