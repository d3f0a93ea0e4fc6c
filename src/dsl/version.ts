/** The version of the language that this release writes. */
export const languageVersion = 1;
/** What the drafts of the language wrote; it means the same. */
export const oldestVersion = 0;
