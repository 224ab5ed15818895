import type { Budget } from "./budgets.ts";

/** What to say when a figure is over its budget; undefined while it is within. */
export function judge(budget: Budget, figure: number): string | undefined {
  if (figure <= budget.most) return undefined;
  return `${budget.name}: ${budget.says} is ${figure}; the budget is ${budget.most} ${budget.unit}. ${budget.why} Make it smaller, or raise it with a reason in scripts/budgets/budgets.ts.`;
}
