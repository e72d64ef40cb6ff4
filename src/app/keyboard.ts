import type { Command, CommandContext } from '../state/command.ts';

/** `Mod+Shift+z` of an event; Mod is Command on a Mac and Control elsewhere. */
function chordOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  const shift = event.shiftKey && (mod !== '' || event.key.length > 1) ? 'Shift+' : '';
  return `${mod}${shift}${key}`;
}

/** Runs a command when its key is pressed outside a text field. Returns its own undo. */
export function bindKeyboard(
  commands: readonly Command[],
  context: CommandContext,
  allowed: () => boolean,
  run: (id: string) => void,
): () => void {
  const byKey = new Map(commands.flatMap((command) => (command.key ? [[command.key, command] as const] : [])));
  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || !allowed()) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = target?.closest('input, textarea, select, [contenteditable="true"]') !== null && target !== null;
    const chord = chordOf(event);
    const command = byKey.get(chord);
    if (!command?.enabled(context)) return;
    if (typing && !chord.startsWith('Mod+')) return;
    // An open dialog owns Escape.
    if (chord === 'Escape' && document.querySelector('dialog[open]')) return;
    // A focused button owns Space, a focused slider owns Home.
    if (chord === 'Space' && target?.closest('button, summary, a')) return;
    if (chord === 'Home' && target?.closest('[role="slider"]')) return;
    event.preventDefault();
    run(command.id);
  }
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}
