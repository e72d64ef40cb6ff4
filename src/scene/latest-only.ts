/**
 * Asks one thing at a time. While an answer is awaited, the newest question waits and the ones between are never asked; each of
 * these, and an answer that a newer question has overtaken, is undefined. So a pointer that moves faster than the scene can
 * answer makes no queue, and no late answer takes the place of a newer one.
 */
export function latestOnly<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer | undefined> {
  interface Waiting {
    readonly question: Question;
    resolve(answer: Answer | undefined | Promise<Answer | undefined>): void;
  }
  let waiting: Waiting | null = null;
  let asking = false;
  let turn = 0;

  const run = async (question: Question, own: number): Promise<Answer | undefined> => {
    asking = true;
    try {
      const answer = await ask(question);
      return own === turn ? answer : undefined;
    } finally {
      asking = false;
      const next = waiting;
      waiting = null;
      if (next) next.resolve(run(next.question, turn));
    }
  };

  return (question) => {
    turn += 1;
    if (!asking) return run(question, turn);
    waiting?.resolve(undefined);
    return new Promise((resolve) => {
      waiting = { question, resolve };
    });
  };
}
