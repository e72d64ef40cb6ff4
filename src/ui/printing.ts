/** Whether a page is being printed; listeners are told at once, and React draws before the browser's next task. */
const listeners = new Set<() => void>();
let now = false;

function set(next: boolean): void {
  now = next;
  for (const each of [...listeners]) each();
}

export const printing = {
  getState: () => now,
  subscribe(listener: () => void): () => void {
    if (listeners.size === 0) {
      addEventListener('beforeprint', begin);
      addEventListener('afterprint', end);
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  },
};

const begin = () => set(true);
const end = () => set(false);

/** Draws the report, then opens the browser's print dialog: a call of `print` leaves React no turn to draw in. */
export function printReport(): void {
  begin();
  setTimeout(() => print());
}
