// What of the package is used.
declare module 'jstat' {
  interface Distribution {
    /** Probability of less than `t`. */
    cdf(t: number, degreesOfFreedom: number): number;
    /** The value that `p` lies below. */
    inv(p: number, degreesOfFreedom: number): number;
  }
  const jstat: { readonly studentt: Distribution };
  export default jstat;
}
