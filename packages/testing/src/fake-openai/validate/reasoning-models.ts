/** Whether a model thinks, and so takes other settings than the rest. */
export function thinks(model: string): boolean {
  return /^(o\d|gpt-[5-9])/.test(model) && !model.startsWith("gpt-5-chat");
}
