// Node's module of digests for a bundle that seldom needs one (build.js): it is loaded at the first use, since that takes time.
export const createHash = (...words) => require('crypto').createHash(...words);
export const randomUUID = (...words) => require('crypto').randomUUID(...words);
