/** Bus lines that call at a stop, as its attribute writes them: `11|12|K3`. */
export function formatBusLines(lines: readonly string[]): string {
  return lines.join('|');
}

/** Lines of a stop, each once; 11路 and 11 are one line, and any usual separator is read. */
export function parseBusLines(text: string): string[] {
  const names = text.normalize('NFKC').split(/[|、,;/\s]+/);
  return [...new Set(names.map((name) => name.replace(/路$/, '')).filter((name) => name !== ''))];
}
