declare module 'saxen' {
  /** Event-driven XML parser; the part of its interface that the workbook reader uses. */
  export class Parser {
    on(
      name: 'openTag',
      listener: (
        element: string,
        attributes: () => Record<string, string>,
        decode: (text: string) => string,
        selfClosing: boolean,
      ) => void,
    ): this;
    on(name: 'closeTag', listener: (element: string) => void): this;
    on(name: 'text', listener: (text: string, decode: (text: string) => string) => void): this;
    on(name: 'cdata', listener: (text: string) => void): this;
    on(name: 'error' | 'warn', listener: (error: Error) => void): this;
    parse(xml: string): Error | undefined;
  }
}
