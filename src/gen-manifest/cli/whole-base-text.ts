/** The text of an operator's own document with what it lacks, as `--full` prints it. */
import type { PlannedValue } from '../plan/planned.js';
import { describeReasons } from '../render/reasons.js';
import type { Loaded } from '../settings/load.js';
import type { YamlSource } from '../settings/yaml-source.js';
import { madeBy, withoutHeader } from './made-by.js';

/** A base with what it lacks, and the first lines of it; `opening` is how the first one begins. */
export interface WholeBase {
  readonly base: YamlSource;
  readonly value: PlannedValue;
  readonly header: readonly string[];
  readonly opening: string;
}

/** The whole, in the words of the base where those are the same; the header of an earlier run goes. */
export async function wholeBaseText(
  { base, value, header, opening }: WholeBase,
  argv: readonly string[],
  { sources }: Loaded,
): Promise<string> {
  const { rewrittenYaml } = await import('../render/rewritten-yaml.js');
  const text = rewrittenYaml(base, value, describeReasons(sources));
  return [...header, madeBy(argv)].map((line) => `# ${line}\n`).join('') + withoutHeader(text, opening);
}
