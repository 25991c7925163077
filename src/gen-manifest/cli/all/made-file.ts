/** The files that `gen-manifest all` makes of one foundation. */
import type { WrittenFile } from '../../plan/next-steps/next-steps.js';
import type { DocumentText } from '../documents/document.js';
import { commandOf } from '../made-by.js';

/** One file: what its own command prints. */
export interface MadeFile {
  /** Its path in the folder. */
  readonly name: string;
  readonly what: string;
  /** The arguments of its own command. */
  readonly argv: readonly string[];
  readonly document: DocumentText;
}

/** All files, and NEXT-STEPS.md for them, which can be made only where all of them can. */
export interface MadeFiles {
  readonly files: readonly MadeFile[];
  readonly nextSteps: () => Promise<string>;
}

/** The files as a table has them. */
export function writtenFiles(files: readonly MadeFile[]): WrittenFile[] {
  return files.map(({ name, what, argv }) => ({ name, what, madeBy: commandOf(argv).replaceAll('|', String.raw`\|`) }));
}

/** The variables that somebody must give values, of one file or of all. */
export function variablesOf(files: readonly MadeFile[], name?: string): string[] {
  const wanted = files.filter((file) => name === undefined || file.name === name);
  return [...new Set(wanted.flatMap(({ document }) => document.variables))];
}
