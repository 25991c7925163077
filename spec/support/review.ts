/** A review as data, without booting Ruby: its jobs have no files. */
import type { Ruby } from '../../src/gen-manifest/erb/ruby.js';
import type { Review } from '../../src/gen-manifest/plan/review/review.js';

const ruby: Ruby = {
  render: ({ name }) => ({ name, bound: {}, files: new Map(), problems: [] }),
  image: () => Promise.resolve(new Uint8Array()),
};

/**
 * The review that `gen-manifest review` with these arguments shows. The program imports commands dynamically; what is
 * imported statically here may be loaded once more by that, with classes of its own.
 */
export async function reviewOf(...argv: readonly string[]): Promise<Review> {
  const { readArguments } = await import('../../src/gen-manifest/cli/arguments.js');
  const { readAgainst } = await import('../../src/gen-manifest/cli/review/against.js');
  const { prepare } = await import('../../src/gen-manifest/cli/prepare.js');
  const { makeReview } = await import('../../src/gen-manifest/cli/review/review.js');
  const args = readArguments(['review', ...argv], []);
  const against = await readAgainst(args.given.against ?? [], []);
  const prepared = await prepare(args, { iaas: false, overrides: true });
  const { review } = await makeReview({ prepared, against, args, argv, ruby: Promise.resolve(ruby) }, []);
  return { ...review, jobs: await review.jobs };
}
