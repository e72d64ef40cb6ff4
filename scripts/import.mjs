// npm run import: recorded observations into the gateway's database.
import { runProgram } from './prepare.mjs';

await runProgram('import');
