// Where the user's cache of this project lies. Plain JavaScript, because the build scripts need it
// before anything is built. Creates nothing.
import { homedir, userInfo } from 'node:os';
import path from 'node:path';

/**
 * The cache folder: `ANOSEG_CACHE`, else `anoseg` in `XDG_CACHE_HOME`, in `~/.cache` or, on macOS, in
 * `~/Library/Caches`. Always absolute. A relative `XDG_CACHE_HOME` is ignored, as its specification asks.
 *
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  if (env.ANOSEG_CACHE) return path.resolve(env.ANOSEG_CACHE);
  const home = homeFolder(env);
  const own = process.platform === 'darwin' ? path.join(home, 'Library', 'Caches') : path.join(home, '.cache');
  const shared = env.XDG_CACHE_HOME ?? '';
  return path.join(path.isAbsolute(shared) ? shared : own, 'anoseg');
}

/**
 * A user without an entry in the system's list, as containers start them, has no home but the root, where Docker puts
 * them too: what cannot be written there is told with what to set.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string}
 */
function homeFolder(env) {
  if (env.HOME) return path.resolve(env.HOME);
  try {
    // An empty HOME makes the first one empty.
    return homedir() || userInfo().homedir || path.sep;
  } catch {
    return path.sep;
  }
}
