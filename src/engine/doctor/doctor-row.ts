// One line of the doctor's report.

/** `missing` stands in the way of a run; a `warning` does not. */
export interface DoctorRow {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'missing';
  readonly detail: string;
  /** What to do about it. */
  readonly hint?: string;
}
