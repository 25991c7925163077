/** The arguments of upstream's generator, by version: files by position or by letters, and switches. */
import { type GeneratorFile, letters, positions } from '../foundations/diego-release/generator-files.js';
import { type GeneratorFlag, generatorFlags } from '../foundations/diego-release/generator-flags.js';
import { factAt, factsAt, type VersionRow } from '../foundations/version-rows.js';

/** The name of a file in the folder that the generator runs in. Its script does not quote: no name has a space. */
export function fileName(file: GeneratorFile): string {
  return `${file}.yml`;
}

/** The files that a version cannot do without, of those that are no CF manifest. */
export function filesByPosition(version: string): readonly GeneratorFile[] | undefined {
  return factAt(positions, version);
}

/** Whether a version takes a file at all. */
export function takesFile(version: string, file: GeneratorFile): boolean {
  const byPosition = filesByPosition(version);
  return byPosition
    ? file === 'cf' || byPosition.includes(file)
    : factsAt(letters, version).some((each) => each.file === file);
}

/** The arguments behind the script's name, for the files that are there. */
export function commandLine(
  version: string,
  files: ReadonlySet<GeneratorFile>,
  flags: readonly GeneratorFlag[],
): string[] {
  const byPosition = filesByPosition(version);
  // The last argument of these is the folder that has cf.yml.
  if (byPosition) return [...byPosition.map(fileName), '.'];
  const named = factsAt(letters, version).filter(({ file }) => files.has(file));
  const switches = flags.flatMap((flag) => {
    const letter = factAt(generatorFlags[flag].letters as readonly VersionRow<string>[], version);
    return letter === undefined ? [] : [letter];
  });
  return [...named.flatMap(({ file, letter }) => [letter, fileName(file)]), ...switches];
}
