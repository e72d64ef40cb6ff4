import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a PDF says, without white space, and how many pages it takes. */
export async function pdfText(pdf: Buffer): Promise<{ readonly text: string; readonly pages: number }> {
  const parsed = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: true }).promise;
  let text = '';
  for (let i = 1; i <= parsed.numPages; i++) {
    const page = await (await parsed.getPage(i)).getTextContent();
    text += page.items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  return { text: squeezed(text), pages: parsed.numPages };
}

export const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

/** How often each Chinese character stands in a text. */
export function hanCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [each] of text.matchAll(/\p{Script=Han}/gu)) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

/** How many fonts a PDF uses, and how many of them a reader must have itself: neither outlines (Type 3) nor an embedded file. */
export function fontsOf(pdf: Buffer): { readonly used: number; readonly outside: number } {
  const objects = new Map(
    [...pdf.toString('latin1').matchAll(/(\d+) 0 obj\b([\s\S]*?)endobj/g)].map(([, id, body]) => [id, body ?? '']),
  );
  const fonts = [...objects.values()].filter((body) => /\/Type\s*\/Font[\s/>]/.test(body));
  const outside = fonts.filter((body) => {
    if (/\/Subtype\s*\/Type[03]\b/.test(body)) return false;
    const [, id] = /\/FontDescriptor\s+(\d+) 0 R/.exec(body) ?? [];
    return !/\/FontFile[23]?\b/.test(objects.get(id) ?? '');
  });
  return { used: fonts.length, outside: outside.length };
}
