/** Names of places in the page: readable, the same for the same review, and each given once. */

const longest = 100;

/**
 * Gives the id of a place; the words are what it is for, such as an instance group, a job and a property. None has
 * two hyphens in a row but before a number, so that a template may add `--title` to it.
 */
export type Anchors = (kind: string, ...words: readonly string[]) => string;

/** Starts with no name taken. */
export function newAnchors(): Anchors {
  const taken = new Map<string, number>();
  return (kind, ...words) => {
    const slugs = words.map(slug).filter((word) => word !== '');
    const wanted = [kind, ...slugs].join('-').slice(0, longest);
    const count = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, count);
    // Two hyphens, which no slug has, so that a counted name is nobody's own.
    return count === 1 ? wanted : `${wanted}--${count}`;
  };
}

/** Only what stands in an address as it is, and what is no selector's sign but the full stop. */
function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^-+|-+$/g, '');
}
