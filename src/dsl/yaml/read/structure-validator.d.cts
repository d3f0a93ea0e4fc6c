/** One of ajv's findings. */
export interface StructureError {
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface StructureValidator {
  (data: unknown): boolean;
  /** Of the last call. */
  readonly errors?: readonly StructureError[] | null;
}

declare const validate: StructureValidator;
export default validate;
