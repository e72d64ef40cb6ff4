import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import { inputError } from '../input-error.ts';
import { openAt } from './open-at.ts';
import { decoderLabel, wideEncoding } from './text-encoding.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader is told of an XML document as it passes; names without their prefix. */
export interface XmlReader {
  open(name: string, attributes: Attributes): void;
  /** With the attributes that the element opened with. */
  close(name: string, attributes: Attributes): void;
  /** Text between tags, possibly in pieces. */
  text?(text: string): void;
}

/** Reads an XML file as a stream. Throws InputError with the line where it is not well formed or ends early. */
export async function readXml(file: string, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser();
  const attributes: Attributes[] = [];
  parser.on('opentag', (tag) => {
    const own = tag.attributes as Attributes;
    attributes.push(own);
    reader.open(bare(tag.name), own);
  });
  parser.on('closetag', (tag) => reader.close(bare(tag.name), attributes.pop() ?? {}));
  if (reader.text) parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  parser.on('error', (error) => {
    throw inputError(
      file,
      null,
      `is not well-formed XML (${error.message.replace(/^undefined:/, 'line ')})`,
      'fetch it again, whole, or export it again',
    );
  });
  const characters = decoderOf(file);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }))
    parser.write(characters.decode(chunk as Buffer, { stream: true }));
  parser.write(characters.decode());
  parser.close();
}

/** By the byte order mark of a document, else by the encoding that it declares, else UTF-8 (XML 1.0, appendix F). */
function decoderOf(file: string): TextDecoder {
  const read = openAt(file);
  const head = read.bytes(0, 256);
  read.close();
  const wide = wideEncoding(head);
  if (wide) return new TextDecoder(wide);
  const [, declared = 'utf-8'] =
    /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)/.exec(head.toString('latin1')) ?? [];
  // Whoever declares UTF-16 in single bytes has written UTF-8.
  return new TextDecoder(/^utf-?16/i.test(declared) ? 'utf-8' : decoderLabel(declared, file));
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
