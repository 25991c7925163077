/** A semantic check: what no schema can say, since it needs more than one setting. */
import type { Finding } from '../../errors.js';
import type { Loaded } from '../../settings/load.js';
import type { Deployment } from '../deployment.js';

/** What a command needs to be given: an IaaS, and property overrides that are whole, where any are given. */
export interface Needs {
  readonly iaas: boolean;
  /** As `iaas` where it is left out. */
  readonly overrides?: boolean;
}

/** What a check looks at. */
export interface Checked {
  readonly loaded: Loaded;
  readonly deployment: Deployment;
  /** Whether the command needs an IaaS at all. */
  readonly needsIaas: boolean;
  /** Whether the property overrides must be whole. */
  readonly needsOverrides: boolean;
}

/** Looks at everything that is resolved, and gives a finding for each thing that is wrong or doubtful. */
export type Check = (checked: Checked) => Finding[];
