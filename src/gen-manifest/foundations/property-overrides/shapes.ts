/** Shapes that many declarations of property overrides share. */

/** The log level of a job. */
export const logLevel = (job: string) =>
  ({
    type: 'string',
    description: `Log level of the ${job} job: debug, info, error or fatal`,
    'x-job-default': 'info',
    examples: ['debug'],
  }) as const;

/** A certificate, or several behind one another. */
export const pem = (what: string, required = false) =>
  ({ type: 'string', description: `${what}, PEM`, 'x-required': required }) as const;

/** A private key. */
export const key = (what: string, required = false) => ({ ...pem(what, required), 'x-secret': true }) as const;
