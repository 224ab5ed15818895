import type { Model, ModelPrice } from "@definable/spec";

/** What a model costs: what the user says goes before what its provider says. */
export function priceOf(
  { provider, id, price }: Model,
  prices: { readonly [model: string]: ModelPrice },
): ModelPrice | undefined {
  return prices[`${provider}/${id}`] ?? prices[id] ?? price;
}
