// npm run admin: what only the person at the console may do.
import { runProgram } from './prepare.mjs';

await runProgram('admin');
