import { WireError } from './parse.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Makes a document of the next format out of one of this format. */
export type Migration = (document: Fields) => Fields;

const FORMAT = /^chengjing-scenario@(\d+)$/;
const CURRENT = 1;

/**
 * How a document of an older format becomes one of the next: format 0 to 1, 1 to 2, and so on. Format 1 is the first that was
 * published, so there is none yet; whoever raises the format adds its step here.
 */
const MIGRATIONS: ReadonlyMap<number, Migration> = new Map();

/**
 * A document of any format that can still be read, as one of the current format.
 *
 * @throws WireError naming both formats and the remedy
 */
export function toCurrentFormat(input: unknown, what: string, migrations = MIGRATIONS): unknown {
  const format = typeof input === 'object' && input !== null && 'format' in input ? input.format : undefined;
  const version = FORMAT.exec(String(format))?.[1];
  if (version === undefined)
    throw new WireError(
      `${what}: format is ${JSON.stringify(format)}; expected "chengjing-scenario@${CURRENT}".`,
      `${what}：格式为 ${JSON.stringify(format)}，应为 "chengjing-scenario@${CURRENT}"。`,
    );
  if (Number(version) > CURRENT)
    throw new WireError(
      `${what}: format ${version} was written by a newer product; this one reads format ${CURRENT}. Update it, or export the document as format ${CURRENT}.`,
      `${what}：由更新版本的产品写成（格式 ${version}），本产品读取格式 ${CURRENT}。请升级本产品，或在对方导出为格式 ${CURRENT}。`,
    );
  let document = input as Fields;
  for (let at = Number(version); at < CURRENT; at++) {
    const migrate = migrations.get(at);
    if (!migrate)
      throw new WireError(
        `${what}: format ${version} is older than any that was published (${CURRENT}); write the document anew from its survey.`,
        `${what}：格式 ${version} 早于已发布的任何格式（${CURRENT}），无法迁移；请由普查数据重新编制。`,
      );
    document = { ...migrate(document), format: `chengjing-scenario@${at + 1}` };
  }
  return document;
}
