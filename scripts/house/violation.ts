/** One broken rule of the house, in words that say what to do about it. */
export interface Violation {
  readonly rule:
    | "arrows"
    | "sizes"
    | "portable"
    | "language"
    | "names"
    | "exports"
    | "manifest"
    | "syntax"
    | "report"
    | "docstring"
    | "workflow";
  /** Path from the repository's root, with the line after a colon where there is one. */
  readonly at: string;
  readonly message: string;
}
