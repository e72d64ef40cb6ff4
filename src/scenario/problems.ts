/** A scenario document that cannot be compiled; nothing of it is used. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  /** Every problem found, each naming the place in the document, the value and the remedy. */
  readonly problems: readonly string[];

  constructor(scenario: string, problems: readonly string[]) {
    const shown = problems.slice(0, SHOWN).map((each) => `\n- ${each}`);
    const rest = problems.length > SHOWN ? `\n- … and ${problems.length - SHOWN} more.` : '';
    super(`Scenario "${scenario}" was refused, ${problems.length} problem(s):${shown.join('')}${rest}`);
    this.problems = problems;
  }
}

const SHOWN = 10;
