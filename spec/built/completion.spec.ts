/** The built program's completion script, in a real bash. */
import assert from 'node:assert/strict';
import { shell } from './bin.js';
import { temporaryFiles } from '../support/temporary-files.js';

describe('the built program: completion', () => {
  const files = temporaryFiles();

  it('completes commands, choices, settings and files', function () {
    const tries = ['val', '--env o', '--set registry.po', 'explain properties.diego.stager.ins', '-c c'];
    const script = [
      'set +eu',
      'source <(gen-manifest completion bash)',
      'offered() { COMP_WORDS=(gen-manifest "$@"); COMP_CWORD=$#; _gen_manifest 2>/dev/null; echo "${COMPREPLY[*]}"; }',
      ...tries.map((words) => `offered ${words}`),
    ];
    files.write('cf.yml', '');
    const { status, stdout, stderr } = shell(script.join('\n'), files.folder);
    assert.equal(status, 0, stderr);
    assert.deepEqual(stdout.split('\n'), [
      'validate',
      'openstack',
      'registry.port=',
      'properties.diego.stager.insecure_docker_registry_list',
      'cf.yml',
      '',
    ]);
  });
});
