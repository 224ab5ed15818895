/** What is wrong with an expression, in words that a person or a model can act on. */
export class ArithmeticError extends Error {
  override readonly name: string = "ArithmeticError";
}
