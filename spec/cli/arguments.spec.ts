import assert from 'node:assert/strict';
import { type Arguments, readArguments } from '../../src/gen-manifest/cli/arguments.js';
import { commands } from '../../src/gen-manifest/cli/command-table.js';
import { options } from '../../src/gen-manifest/cli/options.js';
import type { Finding } from '../../src/gen-manifest/errors.js';

function read(...argv: readonly string[]): { args: Arguments; messages: string[] } {
  const findings: Finding[] = [];
  const args = readArguments(argv, findings);
  return { args, messages: findings.map(({ message, hint }) => `${message}; ${hint}`) };
}

describe('readArguments', () => {
  it('reads letters, long names, and values with and without =', () => {
    const { args, messages } = read('-c', 'cf.yml', '--iaas=i.yml', '-rb', '-s', 'a', '-s', 'b', '--set', 'a.b=c=d');
    assert.deepEqual(messages, []);
    assert.deepEqual(args, {
      command: 'diego',
      operands: [],
      given: {
        cf: ['cf.yml'],
        iaas: ['i.yml'],
        'rootfs-release': ['true'],
        'cf-bridge': ['true'],
        settings: ['a', 'b'],
        set: ['a.b=c=d'],
      },
    });
  });

  it('reads a command before and behind options', () => {
    assert.equal(read('--env', 'aws', 'validate').args.command, 'validate');
    assert.deepEqual(read('explain', 'registry.port', '-s', 'a').args.operands, ['registry.port']);
    assert.equal(read().args.command, 'diego');
  });

  it('takes values as they are written', () => {
    const { given } = read('--env', 'aws', '--set', 'registry.host=0123', '-c', '12', '--set', 'a=-1').args;
    assert.deepEqual(given, { env: ['aws'], set: ['registry.host=0123', 'a=-1'], cf: ['12'] });
  });

  const wrong: [argv: string[], message: string][] = [
    [
      ['--enviroment', 'aws'],
      'there is no option --enviroment; known: env, cf, iaas, property-overrides, instance-counts, release-versions, rootfs-release, cf-bridge, ...',
    ],
    [['--setings', 'a'], 'there is no option --setings; did you mean settings?'],
    [
      ['-x'],
      'there is no option -x; known: -c (--cf), -i (--iaas), -p (--property-overrides), -n (--instance-counts), -v (--release-versions), -r (--rootfs-release), -b (--cf-bridge), -s (--settings), -o (--ops-file), -l (--vars-file), -h (--help)',
    ],
    [['--env'], '--env needs a value: IAAS; gen-manifest --help shows how'],
    [['--env', 'openstak'], '--env openstak: there is no such environment; did you mean openstack?'],
    [['--env', 'aws', '--env', 'aws'], '--env is given 2 times; give it once'],
    [['schema', '-s', 'a'], `schema does not take --settings; ${options.settings.commands.join(', ')} take it`],
    [['validate', '--only', 'cf-properties'], 'validate does not take --only; stubs takes it'],
    [['--lenient=maybe'], '--lenient=maybe: a switch is true or false; write --lenient alone, or --lenient=false'],
    [['-r=yes'], '-r=yes: a switch is true or false; write --rootfs-release alone, or --rootfs-release=false'],
    [['explain', 'a', 'b'], 'explain takes one PATH; gen-manifest --help shows how'],
    [['validate', 'a'], 'validate takes no a; gen-manifest --help shows how'],
    [['valdate'], 'there is no command valdate; did you mean validate?'],
    [['help'], 'there is no command help; it is an option: gen-manifest --help'],
    [['completion'], 'completion needs a SHELL: bash or zsh; gen-manifest --help shows how'],
    [['help', 'stubs'], 'there is no command help; it is an option: gen-manifest stubs --help'],
    [['completion', 'fish'], 'completion fish: there is no such shell; known: bash, zsh'],
    [['completion', 'zhs'], 'completion zhs: there is no such shell; did you mean zsh?'],
    [['__proto__'], `there is no command __proto__; known: ${Object.keys(commands).slice(0, 8).join(', ')}, ...`],
  ];
  for (const [argv, message] of wrong) {
    it(`refuses ${argv.join(' ')}`, () => {
      assert.deepEqual(read(...argv).messages, [message]);
    });
  }

  it('finds everything that is wrong at once', () => {
    assert.equal(read('--nope', '--env', 'x', 'explain', 'a', 'b', '--only', 'y').messages.length, 4);
  });
});
