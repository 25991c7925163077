/** `gen-manifest diff OLD NEW`: what differs between two documents, by what they mean. */
import { type Compared, difference } from '../../compare/difference.js';
import { exitCodes, type Finding } from '../../errors.js';
import { differenceJson } from '../../render/difference/json.js';
import { differenceMarkdown } from '../../render/difference/markdown.js';
import { differenceText } from '../../render/difference/text.js';
import { readYaml } from '../../settings/yaml-source.js';
import { type Command, fail } from '../run.js';

export const command: Command = async ({ operands, given }, io) => {
  const findings: Finding[] = [];
  const [old, now] = [await compared(operands[0], findings), await compared(operands[1], findings)];
  if (!old || !now) return fail(findings, io);
  const found = difference(old, now);
  const format = given.format?.[0] ?? 'text';
  if (format === 'json') io.stdout(differenceJson(found));
  else if (format === 'markdown') io.stdout(differenceMarkdown(found));
  else io.stdout(differenceText(found, io.colour ?? false));
  return found.changes.length === 0 ? exitCodes.done : exitCodes.different;
};

async function compared(file: string | undefined, findings: Finding[]): Promise<Compared | undefined> {
  const source = await readYaml(file ?? '', findings);
  return source && { file: source.file, value: source.value, source };
}
