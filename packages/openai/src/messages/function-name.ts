/** The name of a tool as the vendor takes it: what a model of another vendor once called may hold other signs. */
export function functionName(name: string): string {
  const legal = name.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, 64);
  return legal === "" ? "unknown" : legal;
}
