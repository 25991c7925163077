/** Written by src/build/validators.ts. */
export declare const validateSettings: unknown;
export declare const validateOverrides: unknown;
