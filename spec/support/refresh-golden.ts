/** `npm run golden`: runs every golden case and keeps what it gives. Review the difference with git. */
import { goldenCases, runGolden, writeGolden } from './golden.js';

for (const name of goldenCases()) writeGolden(name, await runGolden(name));
