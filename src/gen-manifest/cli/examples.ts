/** Examples of command lines, for the help of each command. */
import type { CommandName } from './command-table.js';

/** A command line behind `gen-manifest`, and what it does. */
export type Example = readonly [arguments_: string, does: string];

/** The examples of each command, the most usual one first. */
export const examples: Readonly<Record<CommandName, readonly Example[]>> = {
  diego: [
    ['--env openstack > diego.yml', 'a manifest with ((variables)) for all that is not given'],
    ['-c cf.yml -i iaas-settings.yml -p property-overrides.yml > diego.yml', "from upstream's inputs"],
    ['-s docker.yml -c cf.yml -p property-overrides.yml > diego.yml', 'with a settings file'],
    ['--env aws -c cf.yml --set registry.host=10.0.1.20 > diego.yml', 'one setting on the command line'],
    ['--diego-release ../diego-release --env aws -c cf.yml > diego.yml', 'another version, by its own generator'],
  ],
  registry: [
    [
      'registry --foundation cf-deployment@58.0.0 --set registry.host=registry.example.com > diego-docker.yml',
      "both, for today's Cloud Foundry",
    ],
    ['registry --env openstack -c cf.yml --set registry.host=10.0.4.20 > diego-docker.yml', 'a BOSH v1 manifest'],
    ['registry -s docker.yml --set cache.enabled=false > diego-docker.yml', 'the registry alone'],
  ],
  stubs: [
    ['stubs -s docker.yml --out stubs', "all stubs for upstream's generators, as files in stubs/"],
    ['stubs --only property-overrides -p mine.yml > wired.yml', 'mine.yml with the wiring added'],
    ['stubs --only cf-properties > staging.yml', "staging limits for cf-release's generator"],
  ],
  ops: [
    ['ops --foundation cf-deployment@58.0.0 -s docker.yml > docker-registry.yml', 'an ops file for bosh deploy -o'],
    [
      'ops --foundation cf-deployment@58.0.0 --set diego.trust=insecure --set registry.host=10.0.1.20',
      'with lists of insecure registries in place of a CA',
    ],
    ['ops --base cf-deployment.yml -o use-noble.yml -s docker.yml', 'only what the base with its ops files lacks'],
    ['ops --base cf-deployment.yml -s docker.yml --full > cf.yml', 'the whole manifest, comments kept'],
  ],
  'runtime-config': [
    [
      'runtime-config --foundation cf-deployment@58.0.0 --set runtime_config.os_conf_version=23.0.2 > runtime.yml',
      'for bosh update-config --type runtime --name diego-docker',
    ],
  ],
  'security-group': [
    [
      "security-group -s docker.yml --set 'security_group.destinations=[10.0.1.0/24]' > security-group.json",
      'for cf create-security-group',
    ],
  ],
  'cloud-config': [
    ['cloud-config --env openstack -s docker.yml > cloud-config.yml', 'whole, for a director that has none'],
    [
      'cloud-config --env aws -s docker.yml --base cloud-config.yml > addition.yml',
      'what yours lacks, for bosh update-config --type cloud --name diego-docker',
    ],
    ['cloud-config --env gcp -s docker.yml --base cloud-config.yml --full', 'yours with what it lacks, comments kept'],
  ],
  all: [
    ['all -s docker.yml --out docker', 'everything that docker.yml describes, and NEXT-STEPS.md'],
    [
      'all --base cf-deployment.yml --cloud-config cloud-config.yml -s docker.yml --out docker',
      'only what is missing in both',
    ],
    ['all --env openstack -c cf.yml -p property-overrides.yml -s docker.yml --out docker', 'for Diego of 2016'],
  ],
  validate: [
    ['validate -s docker.yml', 'check a settings file'],
    ['validate --env openstack -c cf.yml -i iaas-settings.yml -p mine.yml', 'check what a manifest will be made of'],
  ],
  schema: [['schema > gen-manifest.schema.json', 'for an editor with the YAML language server']],
  explain: [
    ['explain', 'all settings, one line each'],
    ['explain registry', 'the settings of a group'],
    ['explain registry.port -s docker.yml', 'one setting, and which line sets it'],
    ['explain properties.diego.rep.bbs.ca_cert', "where a property of Diego's manifest comes from"],
  ],
  'render-job': [
    ['render-job docker-registry --manifest registry.yml', "one job's files, from the release in the working folder"],
    [
      'render-job --manifest cf.yml --release capi.tgz --release diego.tgz -l vars.yml --out jobs',
      'all jobs of two releases',
    ],
  ],
  diff: [
    ['diff deployed.yml diego.yml', 'what a deployment will change; exit code 4 where anything does'],
    ['diff --format markdown deployed.yml diego.yml > comment.md', 'the same for a pull request'],
    ['diff cf-deployment.yml -o docker-registry.yml', 'what an ops file changes, and which of its lines does'],
    [
      'diff old.yml new.yml --old-ops-file scale.yml -o scale.yml',
      'both with the ops files that they are deployed with',
    ],
  ],
  review: [
    [
      'review --base cf-deployment.yml -s docker.yml --against deployed.yml --out review.html',
      'a page that shows what will change, against what bosh manifest prints',
    ],
    [
      'review --foundation cf-deployment@58.0.0 -s docker.yml --format markdown > comment.md',
      'for a comment on a pull request',
    ],
    ['review -s docker.yml -c cf.yml -p property-overrides.yml --out review.html', "for Diego's own manifest"],
  ],
  init: [['init --env openstack > docker.yml', 'a settings file to start from']],
  push: [
    ['push APP --image org/private:1.0 --docker-username USER', 'asks for the password'],
    ['push APP -o org/private:1.0 --docker-username USER -i 2 -m 512M -n www < password', 'password from a file'],
    ['push APP --image nginx:1.27 --via-cache -s docker.yml', 'through the Docker cache of these settings'],
    ['push APP --image nginx:1.27 --via-cache --cache cache.example.com:5000', 'through a Docker cache by its address'],
    ['push APP --image org/private:1.0 --docker-username USER --dry-run', 'only prints the calls'],
  ],
  completion: [
    ['completion bash > ~/.local/share/bash-completion/completions/gen-manifest', 'for bash'],
    ['completion zsh > "${fpath[1]}/_gen-manifest"', 'for zsh'],
  ],
};

/** One example of each command that is used most, for the help of gen-manifest itself. */
export const overviewExamples: readonly Example[] = [
  ...examples.diego.slice(0, 3),
  ...([examples.init, examples.validate, examples.stubs] as const).map(([first]) => first as Example),
  ['explain registry.port', 'what a setting means, and where it ends up'],
];
