/** What a promise rejects with. Throws when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const settled = await promise.then(
    () => ({ resolved: true }) as const,
    (error: unknown) => ({ resolved: false, error }) as const,
  );
  if (settled.resolved) throw new Error("The promise resolved, a rejection was expected.");
  return settled.error;
}
