/** Name of the release, and of the deployment that it is known by: its variables are kept under it. */
export const releaseName = 'diego-docker';
