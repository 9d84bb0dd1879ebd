// The one form of every figure: a row of a Markdown table, so that a run can be pasted. What is far from its budget is to be seen at once: the ratio.

/** @param {number} value */
const written = (value) => (Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1));

/** @typedef {{ median: number, note: string }} Spread */

/** The median, and how far it spreads. @param {number[]} values @returns {Spread} */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return { median: at(0.5), note: `median of ${sorted.length}; p90 ${written(at(0.9))}, ${written(at(0))} to ${written(at(1))}` };
}

/** One row: what, figure, budget, ratio. @param {string} what @param {number | Spread} figure @param {string} unit @param {number | null} [budget] */
export function row(what, figure, unit, budget = null) {
  const { median, note } = typeof figure === 'number' ? { median: figure, note: '' } : figure;
  const ratio = budget === null ? '' : budget === 0 ? (median === 0 ? '0' : 'over') : (median / budget).toFixed(2);
  console.log(`| ${what} | ${written(median)} ${unit}${note && ` (${note})`} | ${budget === null ? '' : written(budget)} | ${ratio} |`);
}
