// npm run tiles: the tile build.
import { runProgram } from './prepare.mjs';

await runProgram('tiles');
