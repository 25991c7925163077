/** `gen-manifest diff OLD [NEW]`: what differs between two documents, by what they mean; ops files may be for either. */
import { type Compared, type Difference, difference } from '../../compare/difference.js';
import { exitCodes, type Finding, hasErrors } from '../../errors.js';
import { differenceJson } from '../../render/difference/json.js';
import { differenceMarkdown } from '../../render/difference/markdown.js';
import { differenceText } from '../../render/difference/text.js';
import { readAnyYaml } from '../../settings/any-yaml.js';
import { locate } from '../../settings/locate.js';
import type { YamlSource } from '../../settings/yaml-source.js';
import type { YamlValue } from '../../yaml-value.js';
import type { Io } from '../../io.js';
import { report } from '../report.js';
import { type Command, fail } from '../run.js';

export const command: Command = async ({ operands: [before = '', after], given }, io) => {
  const { 'ops-file': opsFiles, 'old-ops-file': oldOpsFiles, format } = given;
  if (after === undefined && !opsFiles && !oldOpsFiles) return fail([withoutNew], io);
  const read: Read = { findings: [], sources: [] };
  const old = await compared(before, oldOpsFiles ?? [], read);
  const now = await compared(after ?? before, opsFiles ?? [], read);
  if (read.findings.length > 0) io.stderr(report(read.findings, read.sources));
  if (!old || !now || hasErrors(read.findings)) return exitCodes.wrongInput;
  const found = difference(old, now);
  io.stdout(written(found, format?.[0], io));
  return found.changes.length === 0 ? exitCodes.done : exitCodes.different;
};

function written(found: Difference, format: string | undefined, { colour = false }: Io): string {
  if (format === 'json') return differenceJson(found);
  return format === 'markdown' ? differenceMarkdown(found) : differenceText(found, colour);
}

const withoutNew: Finding = {
  code: 'usage',
  severity: 'error',
  message: 'diff needs a NEW',
  hint: 'or ops files with -o, to see what they change in OLD',
};

/** What was found in the files, and the files. */
interface Read {
  readonly findings: Finding[];
  readonly sources: YamlSource[];
}

async function compared(file: string, opsFiles: readonly string[], read: Read): Promise<Compared | undefined> {
  const source = await readSource(file, read);
  const operations = await Promise.all(opsFiles.map((each) => readSource(each, read)));
  if (!source || operations.length === 0) return source && { file, value: source.value, source };
  const { patched } = await import('../../plan/ops/patched-base.js');
  const { document, made } = patched(
    source.value,
    operations.filter((each) => each !== undefined),
    read.findings,
  );
  return {
    file,
    value: document as YamlValue,
    source,
    opsFiles,
    operations: made.map(({ source: from, index, before, after }) => ({
      file: from.file,
      line: locate(from, [index]).line ?? 1,
      before: before as YamlValue,
      after: after as YamlValue,
    })),
  };
}

async function readSource(file: string, { findings, sources }: Read): Promise<YamlSource | undefined> {
  const source = await readAnyYaml(file, findings);
  if (source) sources.push(source);
  return source;
}
