/** How far a stage of the build has come. */
export interface Progress {
  /** `done` of `total` features of the stage; total 0: not known yet. */
  at(stage: string, done: number, total: number): void;
  /** Ends the line of the stage. */
  end(): void;
}

export const SILENT: Progress = { at: () => {}, end: () => {} };

const WIDTH = 24;

/**
 * A line with a bar, the rate and the time that remains: drawn over itself on a terminal, told anew in a log now and then.
 * `now` is in milliseconds; `every` is how often it is told.
 */
export function progressLine(
  write: (text: string) => void,
  over: boolean,
  now: () => number,
  every = over ? 200 : 10_000,
): Progress {
  let stage = '';
  let [began, told] = [0, 0];
  let shown = false;
  const end = (): void => {
    if (shown && over) write('\r\u001b[K');
    shown = false;
    stage = '';
  };
  return {
    at(name, done, total) {
      const time = now();
      if (name !== stage) {
        end();
        [stage, began, told] = [name, time, time];
        return;
      }
      if (time - told < every || done === 0) return;
      told = time;
      shown = true;
      const line = describe(name, done, total, (time - began) / 1000);
      write(over ? `\r${line}\u001b[K` : `${line}\n`);
    },
    end,
  };
}

function describe(stage: string, done: number, total: number, seconds: number): string {
  const rate = done / seconds;
  const told = `${grouped(done)}${total > 0 ? ` of ${grouped(total)}` : ''}, ${grouped(rate)}/s`;
  if (total <= 0) return `${stage}: ${told}`;
  const filled = Math.round((WIDTH * done) / total);
  const left = (total - done) / rate;
  return `${stage} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${told}, ${clock(left)} left`;
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
