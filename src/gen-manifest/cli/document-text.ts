/** The text of a planned document, with the command that made it below its header. */
import type { PlannedDocument } from '../plan/planned.js';
import { describeReasons } from '../render/reasons.js';
import { renderYaml } from '../render/yaml.js';
import type { Loaded } from '../settings/load.js';
import { madeBy } from './made-by.js';

/** The document as YAML; reasons name the lines of the files that were loaded. */
export function documentText({ header, value }: PlannedDocument, argv: readonly string[], { sources }: Loaded): string {
  return renderYaml({ header: [...header, madeBy(argv)], value }, describeReasons(sources));
}
