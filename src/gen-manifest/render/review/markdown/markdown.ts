/** A review for a pull request. */
import type { CapacityBar, Growth, Review, ReviewedArtifact, ReviewedFinding } from '../../../plan/review/review.js';
import { code, codeBlock, escaped, folded, longestComment, table } from '../../markdown-text.js';
import { isFelt } from '../felt.js';
import { notWorkedOut } from '../not-worked-out.js';
import { changesSection } from './changes.js';
import { fitted, type Section } from './fitted.js';
import { jobsSection } from './jobs.js';
import { topologySection } from './topology.js';

/** The Markdown text, at most `longest` characters: what is left out is said where it would stand. */
export function reviewMarkdown(review: Review, longest = longestComment): string {
  const { title, madeBy, findings, deployments, topology, capacity, growth, jobs, artifacts } = review;
  const opening = `# ${escaped(title)}\n\nMade by ${code(madeBy)}: ${summary(review)}\n`;
  const sections: Section[] = [
    findingsSection(findings),
    ...(deployments.length === 0 ? [] : [{ heading: '\n## What changes\n', pieces: [''], leftOut: () => '' }]),
    ...deployments.map(changesSection),
    topologySection(topology),
    capacitySection(capacity, growth),
    artifactsSection(artifacts),
    jobsSection(jobs),
  ];
  return fitted(opening, sections, longest);
}

/** Such as `1 error, 2 warnings; 3 instance groups are created, 1 is restarted.` */
function summary(review: Review): string {
  const { findings, deployments } = review;
  const severities = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  const groups = deployments.flatMap((deployment) => deployment.groups).filter(isFelt);
  const effects = (['created', 'deleted', 'recreated', 'restarted', 'scaled'] as const).flatMap((effect) => {
    const count = groups.filter((group) => group.effect === effect).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? 'is' : 'are'} ${effect}`];
  });
  const found = severities.length === 0 ? 'nothing was found' : severities.join(', ');
  const unplanned = notWorkedOut(review);
  if (unplanned !== undefined) return `${found}; what changes was ${unplanned}.`;
  return `${found}; of the instance groups ${effects.length === 0 ? 'none is touched' : effects.join(', ')}.`;
}

function findingsSection(findings: readonly ReviewedFinding[]): Section {
  return {
    heading: '\n## Findings\n\n',
    pieces: findings.map(({ severity, message, hint, place }) => {
      const at = place === undefined ? '' : `${code(place)}: `;
      return `- **${severity}** ${at}${escaped(message)}${hint === undefined ? '' : `  \n  ${escaped(hint)}`}\n`;
    }),
    leftOut: (count) =>
      `${count} more ${count === 1 ? 'finding is' : 'findings are'} left out: a comment takes no more.`,
  };
}

function capacitySection(bars: readonly CapacityBar[], growth: Growth | undefined): Section {
  const rows = bars.map(({ label, usedMb, wholeMb, note, severity }) => [
    escaped(label),
    mebibytes(usedMb),
    mebibytes(wholeMb),
    `${severity === 'note' ? '' : `**${severity}:** `}${escaped(note)}`,
  ]);
  return {
    heading: '\n## Capacity\n\n',
    pieces: [
      ...(rows.length === 0 ? [] : [table(['what', 'used', 'of', ''], rows)]),
      ...(growth === undefined ? [] : [`\n${growthText(growth)}\n`]),
    ],
    leftOut: () => 'The capacity is left out: a comment takes no more.',
  };
}

function mebibytes(mb: number | undefined): string {
  return mb === undefined ? '?' : `${mb} MiB`;
}

function growthText({ label, diskMb, mbPerDay, basis, fullAfterDays }: Growth): string {
  const until = fullAfterDays === undefined ? 'it is never full' : `it is full after ${fullAfterDays} days`;
  return `${escaped(label)}, ${diskMb} MiB: with ${mbPerDay} MiB more a day ${until}. ${escaped(basis)}.`;
}

function artifactsSection(artifacts: readonly ReviewedArtifact[]): Section {
  return {
    heading: '\n## What bosh and cf are given\n\n',
    pieces: artifacts.map(({ name, description, command, text }) =>
      folded(
        name,
        `${escaped(description)}\n\n${codeBlock('sh', [command])}\n${codeBlock('', text.trimEnd().split('\n'))}`,
      ),
    ),
    leftOut: (count) =>
      `${count} ${count === 1 ? 'document is' : 'documents are'} left out: a comment takes no more, and gen-manifest prints each.`,
  };
}
