/** Runs a command of the hand that edits; what is refused is said in the panel. */
export type Attempt = (command: string, argument: unknown) => void;
