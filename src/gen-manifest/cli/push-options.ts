/** The options of `gen-manifest push`: those of `cf push`, with its letters, so that they are a table of their own. */
import type { Option } from './option.js';

/** Every option of `push`; no other command has them. */
export const pushOptions = {
  image: {
    letter: 'o',
    type: 'string',
    value: 'IMAGE',
    description: 'the image: [HOST[:PORT]/]PATH[:TAG][@DIGEST]',
    group: 'Image',
  },
  'docker-username': {
    type: 'string',
    value: 'USER',
    description: 'who pulls the image; the password is CF_DOCKER_PASSWORD, typed, or standard input',
    group: 'Image',
  },
  'docker-email': {
    type: 'string',
    value: 'EMAIL',
    description: 'of the user; cf-release v211 to v249 want it',
    group: 'Image',
  },
  'docker-login-server': {
    type: 'string',
    value: 'URL',
    description: 'where the user logs in; cf-release v211 to v249 (default: the registry of the image)',
    group: 'Image',
  },
  'via-cache': {
    type: 'boolean',
    description: 'pull the image through the Docker cache, which -s or --cache names',
    group: 'Image',
  },
  settings: {
    letter: 's',
    type: 'string',
    repeatable: true,
    value: 'FILE',
    description: 'the settings file that the cache is deployed with; a later one wins',
    group: 'Image',
  },
  cache: {
    type: 'string',
    repeatable: true,
    value: 'CACHE',
    description:
      'the address of a cache, before those of -s: HOST:PORT for Docker Hub, UPSTREAM=HOST:PORT for another registry',
    group: 'Image',
  },
  instances: { letter: 'i', type: 'string', value: 'COUNT', description: 'how many instances', group: 'App' },
  memory: { letter: 'm', type: 'string', value: 'SIZE', description: 'memory of an instance: 512M, 1G', group: 'App' },
  disk: { letter: 'k', type: 'string', value: 'SIZE', description: 'disk of an instance: 512M, 1G', group: 'App' },
  command: {
    letter: 'c',
    type: 'string',
    value: 'COMMAND',
    description: "what is run instead of the image's command; null takes it back",
    group: 'App',
  },
  'health-check-type': {
    letter: 'u',
    type: 'string',
    value: 'TYPE',
    choices: ['port', 'process', 'http', 'none'],
    description: 'how an instance is found healthy',
    group: 'App',
  },
  endpoint: { type: 'string', value: 'PATH', description: 'what an http health check asks for', group: 'App' },
  'app-start-timeout': {
    letter: 't',
    type: 'string',
    value: 'SECONDS',
    description: 'until the first healthy answer',
    group: 'App',
  },
  'no-start': { type: 'boolean', description: 'do not start the app', group: 'App' },
  hostname: {
    letter: 'n',
    type: 'string',
    value: 'HOST',
    description: 'host of its route (default: APP)',
    group: 'Routes',
  },
  domain: { letter: 'd', type: 'string', value: 'DOMAIN', description: 'domain of its route', group: 'Routes' },
  'route-path': { type: 'string', value: 'PATH', description: 'path of its route', group: 'Routes' },
  'no-hostname': { type: 'boolean', description: 'a route of the domain alone', group: 'Routes' },
  'random-route': { type: 'boolean', description: 'a route with a random host', group: 'Routes' },
  'no-route': { type: 'boolean', description: 'no route, and those that it has are unmapped', group: 'Routes' },
  'dry-run': {
    type: 'boolean',
    description: 'print the calls, without passwords; needs no cf and asks no Cloud Foundry',
    group: 'Dry run',
  },
  'api-version': {
    type: 'string',
    value: 'VERSION',
    description: 'of the Cloud Foundry that --dry-run prints for, 2.53.0 or 3.99.0 (default: one of each kind)',
    group: 'Dry run',
  },
  help: { letter: 'h', type: 'boolean', description: 'show this help', group: 'Help' },
  version: { type: 'boolean', description: 'show the version', group: 'Help' },
} as const satisfies Record<string, Option>;

export type PushOptionName = keyof typeof pushOptions;
