/** Clients that push images one after the other, whatever happens to the registry, and keep account of it. */
import type { Client } from './client.js';
import { type Image, makeImage, pushImage } from './images.js';

/** An image whose push was answered with success. */
export interface Pushed {
  readonly repository: string;
  readonly image: Image;
}

/** How pushers work. */
export interface PusherOptions {
  readonly count: number;
  /** Size of the largest layer. */
  readonly bytes: number;
  /** How often one image is pushed before the client gives up. */
  readonly tries: number;
}

/** Pushers at work. */
export interface Pushers {
  readonly pushed: readonly Pushed[];
  /** Images that the clients gave up. */
  readonly givenUp: () => number;
  /** Pushes that failed, or got no answer; the client may have tried again. */
  readonly failures: () => number;
  /** Lets each finish what it has begun. */
  stop(): Promise<void>;
}

const pauseMs = 50;

/** Starts clients; each pushes images with two layers of random sizes. */
export function startPushers(client: Client, { count, bytes, tries }: PusherOptions): Pushers {
  const pushed: Pushed[] = [];
  let failures = 0;
  let givenUp = 0;
  let going = true;
  const size = (): number => Math.ceil(Math.random() * bytes);
  const push = async (repository: string, tag: string, image: Image): Promise<boolean> => {
    for (let left = tries; left > 0; left--) {
      if ((await pushImage(client, repository, tag, image).catch(() => 0)) === 201) return true;
      failures += 1;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return false;
  };
  const work = async (worker: number): Promise<void> => {
    for (let number = 0; going; number++) {
      const image = makeImage([size(), size()]);
      const repository = `pushers/${worker}`;
      if (await push(repository, `v${number}`, image)) pushed.push({ repository, image });
      else givenUp += 1;
    }
  };
  const workers = Array.from({ length: count }, (_, worker) => work(worker));
  return {
    pushed,
    givenUp: () => givenUp,
    failures: () => failures,
    stop: async () => {
      going = false;
      await Promise.all(workers);
    },
  };
}
