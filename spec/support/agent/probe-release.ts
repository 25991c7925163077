/** A small release whose jobs write down what they see: packed by the real bosh CLI, to try the harness on. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { command } from './command.js';

/** Writes down what the process sees and may do, then does what it is told to on TERM and QUIT. */
const probe = `#!/bin/bash
log=/var/vcap/sys/log/probe
tr '\\0' '\\n' </proc/$$/environ | sort >$log/environment.txt
{ id -u; id -g; id -G; pwd; grep -h -e CapEff -e NoNewPrivs /proc/self/status; ulimit -n; } >$log/identity.txt
ls -A /var/vcap/jobs >$log/jobs.txt
ls -A / >$log/root.txt
for path in /var/vcap/jobs/probe /var/vcap/packages/tool /etc /usr /var/vcap/data/probe /var/vcap/store/probe /tmp; do
  touch "$path/written" 2>/dev/null && echo "$path"
done >$log/writable.txt
cp /bin/true /var/vcap/data/probe/program && ! /var/vcap/data/probe/program 2>/dev/null && echo noexec >$log/noexec.txt
echo "arguments: $*"
trap 'echo TERM; [[ $1 == stubborn ]] || exit 0' TERM
trap 'echo QUIT' QUIT
echo ready >$log/ready.txt
while :; do sleep 0.05; done
`;

const bpm = (job: string, disk: boolean, extra: object): string =>
  JSON.stringify({
    processes: [
      {
        name: job,
        executable: '/var/vcap/packages/tool/bin/probe',
        args: ["<%= p('mode') %>", "it's $HOME"],
        env: { GREETING: 'a b"c' },
        ephemeral_disk: true,
        persistent_disk: disk,
        ...extra,
      },
    ],
  });

const monit = `check process probe
  with pidfile /var/vcap/sys/run/bpm/probe/probe.pid
  start program "/var/vcap/jobs/bpm/bin/bpm start probe"
  stop program "/var/vcap/jobs/bpm/bin/bpm stop probe"
  group vcap
`;

const script = (...lines: readonly string[]): string => ['#!/bin/bash', 'set -e', ...lines, ''].join('\n');

const drain = script(
  'count=/var/vcap/data/probe/drains',
  'echo "$1 $2 $BOSH_JOB_STATE" >>"$count"',
  "case <%= p('drain') %> in",
  '  static) echo 0 ;;',
  '  dynamic) if [[ $(wc -l <"$count") -lt 3 ]]; then echo -1; else echo 1; fi ;;',
  '  wrong) echo soon ;;',
  'esac',
);

const files: Readonly<Record<string, string>> = {
  'config/final.yml': 'name: probe\n',
  'config/blobs.yml': '{}\n',
  'jobs/probe/spec': JSON.stringify({
    name: 'probe',
    templates: {
      'bpm.yml.erb': 'config/bpm.yml',
      'pre-start.erb': 'bin/pre-start',
      'post-start.erb': 'bin/post-start',
      'drain.erb': 'bin/drain',
      'run.erb': 'bin/run',
    },
    packages: ['tool'],
    properties: {
      mode: { default: 'polite' },
      drain: { default: 'static' },
      store: { default: false },
      capability: { default: false },
      broken: { default: 'nothing' },
    },
  }),
  'jobs/probe/monit': monit,
  'jobs/probe/templates/bpm.yml.erb': `<% if p('store') %>${bpm('probe', true, { limits: { open_files: 1234 } })}<% elsif p('capability') %>${bpm('probe', false, { capabilities: ['NET_BIND_SERVICE'] })}<% else %>${bpm('probe', false, {})}<% end %>`,
  'jobs/probe/templates/pre-start.erb': script(
    'echo preparing; env | sort >/var/vcap/sys/log/probe/script-environment.txt',
    "if [[ <%= p('broken') %> == pre-start ]]; then echo 'no way' >&2; exit 3; fi",
  ),
  'jobs/probe/templates/post-start.erb': script(
    'for try in {1..100}; do [[ -e /var/vcap/sys/log/probe/ready.txt ]] && exit; sleep 0.1; done; exit 1',
  ),
  'jobs/probe/templates/drain.erb': drain,
  'jobs/probe/templates/run.erb': script('echo out; echo err >&2', 'exit 7'),
  'jobs/other/spec': JSON.stringify({
    name: 'other',
    templates: { 'key.erb': 'config/key' },
    packages: [],
    properties: {},
  }),
  'jobs/other/monit': '',
  'jobs/other/templates/key.erb': 'secret',
  'packages/tool/spec': JSON.stringify({ name: 'tool', dependencies: ['base'], files: ['probe'] }),
  'packages/tool/packaging': script(
    'grep -q base /var/vcap/packages/base/name',
    'mkdir "$BOSH_INSTALL_TARGET/bin"; cp probe "$BOSH_INSTALL_TARGET/bin/"',
    'echo "$PWD $BOSH_COMPILE_TARGET $BOSH_INSTALL_TARGET $BOSH_PACKAGE_NAME" >"$BOSH_INSTALL_TARGET/compiled"',
  ),
  'packages/base/spec': JSON.stringify({ name: 'base', dependencies: [], files: ['name'] }),
  'packages/base/packaging': script('cp name "$BOSH_INSTALL_TARGET/"'),
  'src/probe': probe,
  'src/name': 'base\n',
};

/** Packs the release below `folder`; gives the tarball. */
export async function packProbeRelease(bosh: string, folder: string): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'release', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  chmodSync(join(folder, 'release/src/probe'), 0o755);
  const tarball = join(folder, 'probe.tgz');
  const flags = ['--non-interactive', `--dir=${join(folder, 'release')}`, '--force', `--tarball=${tarball}`];
  await command([bosh, 'create-release', ...flags], { env: { HOME: folder, PATH: process.env['PATH'] ?? '' } });
  return tarball;
}
