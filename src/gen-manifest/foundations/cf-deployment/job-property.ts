/** A property of a job in cf-deployment.yml. */
export interface JobProperty {
  readonly group: string;
  readonly job: string;
  /** The keys below the job's `properties`. */
  readonly keys: readonly string[];
  /**
   * How many of `properties` and the keys are in the manifest of every version that the property is for: what is
   * behind them may have to be made.
   */
  readonly there: number;
}

/** The instance group of the cells, the same in every version: cf-deployment v0.0.0 to v58.0.0, cf-deployment.yml. */
export const cells = 'diego-cell';
