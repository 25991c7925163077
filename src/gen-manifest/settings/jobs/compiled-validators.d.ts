export declare const validateDockerRegistry: unknown;
export declare const validateDockerCache: unknown;
export declare const validateSmokeTests: unknown;
export declare const validateCollectGarbage: unknown;
export declare const validateMirrorImages: unknown;
