/** How the built program and its parts are put together: by the launcher at every run, and by the build for its caches. */
import type { Script } from 'node:vm';

type Require = (name: string) => unknown;
/** What the build makes of each: a function of what CommonJS gives a module, and the URL of the program. */
type Wrapped = (module: { exports: object }, exports: object, require: Require, url: string) => void;

/**
 * Gives what a script exports. What it requires from beside itself is a part of the program, which is `compiled` when it
 * is first asked for; everything else is Node's to find.
 */
export function partLoader(
  url: string,
  others: Require,
  compiled: (name: string) => Script,
): (script: Script) => object {
  const parts = new Map<string, object>();
  const evaluated = (script: Script): object => {
    const module = { exports: {} };
    (script.runInThisContext() as Wrapped)(module, module.exports, required, url);
    return module.exports;
  };
  const required: Require = (name) => {
    if (!name.startsWith('./')) return others(name);
    const known = parts.get(name) ?? evaluated(compiled(name));
    parts.set(name, known);
    return known;
  };
  return evaluated;
}
