/**
 * What a run used, in words: `2 model calls · 61 tokens · free · 0.4 s`.
 *
 * @param {{ modelCalls: number, totalTokens: number, cost?: number | undefined, duration: number }} metrics
 * @returns {string}
 */
export function figuresOf(metrics) {
  const calls = metrics.modelCalls === 1 ? "1 model call" : `${metrics.modelCalls} model calls`;
  const tokens = metrics.totalTokens === 1 ? "1 token" : `${metrics.totalTokens.toLocaleString("en")} tokens`;
  return [calls, tokens, costOf(metrics.cost), secondsOf(metrics.duration)].join(" · ");
}

/**
 * How long a call took: `12 ms`, `1.4 s`.
 *
 * @param {number} milliseconds
 * @returns {string}
 */
export function timeOf(milliseconds) {
  if (milliseconds < 1) return "under 1 ms";
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : secondsOf(milliseconds / 1000);
}

/** @param {number} seconds */
function secondsOf(seconds) {
  if (seconds < 0.05) return "under 0.1 s";
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** @param {number | undefined} dollars */
function costOf(dollars) {
  if (dollars === undefined) return "cost unknown";
  if (dollars === 0) return "free";
  return dollars < 0.0001 ? "under $0.0001" : `$${dollars.toFixed(4)}`;
}
