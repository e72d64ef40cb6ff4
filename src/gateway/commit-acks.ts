/** Longest time that a message waits for its commit while others keep arriving, ms. */
const LONGEST_WAIT_MS = 1000;
/** So long without a message says that the broker waits for acknowledgements, ms … */
const STALL_MS = 5;
/** … when at least so many are outstanding; brokers keep from about ten messages in flight. */
const SMALLEST_WINDOW = 10;
/** Pause after the database refused, ms. */
const AGAIN_MS = 1000;

/**
 * Acknowledges messages in groups, each only after what was taken in before is kept. Many messages make one commit; a broker that
 * holds back because its window is full is answered at once.
 */
export interface CommitAcks {
  /** A message was taken in and asks to be acknowledged. */
  taken(messageId: number): void;
  /** The connection is lost: the broker will send again what was not acknowledged. */
  forget(): void;
  /** Acknowledges what can be committed now, and stops. */
  stop(): Promise<void>;
}

/**
 * @param commit keeps everything that was taken in before; false when the database refuses
 * @param acknowledge tells the broker
 */
export function createCommitAcks(
  commit: () => Promise<boolean>,
  acknowledge: (messageIds: readonly number[]) => void,
): CommitAcks {
  let waiting: number[] = [];
  let running: Promise<void> | undefined;
  /** At the latest, and at the first silence. */
  let deadline: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;
  /** Counts connections: ids of an earlier one mean nothing. */
  let connection = 0;

  function wait(ms: number): void {
    if (waiting.length === 0) return;
    deadline ??= setTimeout(start, ms);
    if (ms <= LONGEST_WAIT_MS && waiting.length >= SMALLEST_WINDOW) silence ??= setTimeout(start, STALL_MS);
  }

  function clear(): void {
    clearTimeout(deadline);
    clearTimeout(silence);
    deadline = undefined;
    silence = undefined;
  }

  function start(): void {
    clear();
    if (running || waiting.length === 0) return;
    running = run().then((kept) => {
      running = undefined;
      wait(kept ? LONGEST_WAIT_MS : AGAIN_MS);
    });
  }

  async function run(): Promise<boolean> {
    const batch = waiting;
    const mine = connection;
    waiting = [];
    const kept = await commit();
    if (mine !== connection) return true;
    if (kept) acknowledge(batch);
    else waiting = [...batch, ...waiting];
    return kept;
  }

  return {
    taken(messageId) {
      // hot: 10,000 messages a second
      waiting.push(messageId);
      if (running) return;
      silence?.refresh();
      if (!deadline || !silence) wait(LONGEST_WAIT_MS);
    },
    forget() {
      connection++;
      waiting = [];
      clear();
    },
    async stop() {
      clear();
      await running;
      clear();
      await run();
    },
  };
}
