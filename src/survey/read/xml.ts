/// <reference path="./saxen.d.ts" />
import { Parser } from 'saxen';

export interface XmlHandlers {
  /** Local names: prefixes are cut off. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Walks an XML document. Throws Error when it is not well formed. */
export function walkXml(bytes: Uint8Array, handlers: XmlHandlers): void {
  const parser = new Parser();
  parser
    .on('openTag', (name, attributes, decode) => {
      const raw = attributes();
      handlers.open?.(
        local(name),
        Object.fromEntries(Object.entries(raw).map(([key, value]) => [local(key), decode(value)])),
      );
    })
    .on('closeTag', (name) => handlers.close?.(local(name)))
    .on('text', (text, decode) => handlers.text?.(decode(text)))
    .on('cdata', (text) => handlers.text?.(text))
    .on('warn', () => undefined)
    .on('error', (error) => {
      throw error;
    });
  parser.parse(new TextDecoder().decode(bytes));
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
