/** Arguments as a person would type them into a POSIX shell. */

/** The argument, in quotes where the shell would take it for something else. */
export function shellQuoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
