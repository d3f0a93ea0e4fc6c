// What the files of a bundle are called: whoever writes one and whoever opens one go by the same rule.

/** All that a bundle holds. An import is a pipeline file, in folders. */
const known =
  /^(?:pipeline\.(?:anoseg|ya?ml)|imports\/.+\.(?:anoseg|ya?ml)|(?:lock|metrics|bundle)\.json|(?:scores|data)\.csv|events\.jsonl|model\/(?:README\.md|saved_model\.pb|variables\/variables\.(?:index|data-00000-of-00001)))$/;

/**
 * What some system takes for something else: a separator, a drive or a stream, the end of a text, a command to a terminal;
 * ends that a disk leaves out, so that two names would be one file.
 */
const strange = /[\\:\p{Cc}\u202a-\u202e\u2066-\u2069]|[. ](?:\/|$)|(?:^|\/)(?:\/|$)/u;

/** Bytes. Disks take no longer ones. */
const longestPart = 255;
const longestName = 2000;

export function isBundleName(name: string): boolean {
  if (name.length > longestName || !known.test(name) || strange.test(name)) return false;
  return name.split('/').every((part) => Buffer.byteLength(part) <= longestPart);
}
