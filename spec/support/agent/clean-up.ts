/** Root hooks of mocha: what a run has made goes away with it, whatever has failed. */
import { Machine } from './machine/machine.js';
import { closeReleases } from './release.js';

export const mochaHooks = {
  async afterAll(): Promise<void> {
    await Machine.removeAll();
    closeReleases();
  },
};
