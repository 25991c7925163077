/** The findings of validation as a review shows them: the worst first, each with its line, none twice. */
import type { Finding } from '../../errors.js';
import { redacted } from '../../secrets/redacted.js';
import { located, placeText } from '../../settings/located.js';
import type { YamlSource } from '../../settings/yaml-source.js';
import type { ReviewedFinding } from './review.js';

const order = { error: 0, warning: 1, note: 2 } as const;

/** The findings with their places looked up in the files that were read. */
export function reviewedFindings(findings: readonly Finding[], sources: readonly YamlSource[]): ReviewedFinding[] {
  const shown = findings.map(({ severity, message, hint, place }): ReviewedFinding => {
    const at = located(place, sources);
    return {
      severity,
      message: withoutSecrets(message),
      hint: hint && withoutSecrets(hint),
      place: at && placeText(at),
    };
  });
  const once = new Map(shown.map((finding) => [JSON.stringify(finding), finding]));
  return [...once.values()].sort((a, b) => order[a.severity] - order[b.severity]);
}

const withoutSecrets = (text: string): string => redacted(text) as string;

/**
 * Codes of errors behind which nothing can be planned: the inputs are not what they must be. Behind every other one
 * the review is whole, and shows what the error is about.
 */
const stopping: ReadonlySet<Finding['code']> = new Set([
  ...(['usage', 'unknown-option', 'unknown-environment', 'unknown-foundation', 'file-unreadable'] as const),
  ...(['file-binary', 'file-empty', 'file-too-large', 'yaml-syntax', 'duplicate-key', 'spiff-node'] as const),
  ...(['wrong-type', 'missing', 'duplicate-name'] as const),
]);

/** Whether anything can be planned. */
export function plannable(findings: readonly Finding[]): boolean {
  return !findings.some(({ severity, code }) => severity === 'error' && stopping.has(code));
}
