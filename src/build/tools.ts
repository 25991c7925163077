/** `npm run tools`: installs what is missing in .tools/bin with the Go client, and says what it could not. */
import { exitCodes, GenManifestError } from '../gen-manifest/errors.js';
import { inWorkshop } from './workshop.js';
import { installTools } from './tools-install.js';

process.exitCode = await inWorkshop(async (workshop) => {
  const findings = await installTools(workshop);
  if (findings.length > 0) throw new GenManifestError(findings);
  return exitCodes.done;
});
