// sharp reads and writes images by a library that npm fetches for one kind of machine, as an optional package. It may
// be missing: npm was told to leave such packages out, or node_modules was copied from another machine.
import { type OutsideError, outside } from '../diagnostics/outside-error.ts';

/** What to type where sharp does not load. */
export const SHARP_HINT =
  'install anoseg again on this machine, with its optional packages: `npm install --include=optional` in a clone, `npm install -g --include=optional anoseg` elsewhere';

/** The error of a module that could not be loaded since sharp cannot; undefined for any other. */
export function asSharpFailure(error: unknown): OutsideError | undefined {
  if (!(error instanceof Error)) return undefined;
  const isMissing = 'code' in error && /^(ERR_)?MODULE_NOT_FOUND$/.test(String(error.code));
  const isSharps =
    (isMissing && /\bsharp\b/.test(error.message)) || error.message.startsWith('Could not load the "sharp" module');
  if (!isSharps && !isDamage(error)) return undefined;
  const reason = isMissing
    ? 'it, or its library for this machine, is not installed'
    : isSharps
      ? reasonIn(error.message)
      : 'one of its files, or of anoseg, is damaged';
  const advice = isSharps ? SHARP_HINT : `delete \`node_modules/sharp\` and \`node_modules/@img\`, then ${SHARP_HINT}`;
  return outside('sharp-missing', { reason, advice }, { cause: error });
}

// A file of its JavaScript that was cut or emptied, by a full disk say. What sharp itself objects to is a plain Error.
function isDamage(error: Error): boolean {
  const [first = '', ...others] = (error.stack ?? '').split('\n');
  const frame = others.find((line) => line.startsWith('    at ')) ?? '';
  const isBelow = (text: string) => /[\\/]node_modules[\\/](?:sharp|@img)[\\/]/.test(text);
  // Of a module that does not parse, Node names no file.
  if (error instanceof SyntaxError)
    return (
      isBelow(first) ||
      /\(node:internal\/modules\/esm\//.test(frame) ||
      /^The requested module 'sharp'/.test(error.message)
    );
  return error instanceof TypeError && isBelow(frame);
}

// The first line names the kind of machine; advice of sharp's own follows.
function reasonIn(message: string): string {
  const [first = ''] = message.split('\n');
  return first.replace(
    /^Could not load the "sharp" module using the (\S+) runtime$/,
    'its library for $1 is missing or damaged',
  );
}
