/** A set of row numbers: each once, in the order they came. Bounded by the number of rows the city has. */
export class RowSet {
  private readonly flags: Uint8Array;
  private rows: number[] = [];

  constructor(rows: number) {
    this.flags = new Uint8Array(rows);
  }

  add(row: number): void {
    // hot: 10,000 rows a second
    if (this.flags[row]) return;
    this.flags[row] = 1;
    this.rows.push(row);
  }

  /** The rows, leaving the set empty. */
  take(): readonly number[] {
    const taken = this.rows;
    this.rows = [];
    for (const row of taken) this.flags[row] = 0;
    return taken;
  }
}
