'use strict';

// Some rows have a mark: a ratio that ours must reach, such as 0.8 of what HTTP/1.1 carries. A scenario
// declares it as { least, means, of(row, rows) }: the least ratio, what it means in words, and a function
// that computes it from the measured rows, or returns undefined if one of those was not measured.

/**
 * @param {object[]} rows
 * @returns {{id: string, least: number, means: string, figure: number, isMet: boolean}[]} the marks of
 *   the rows that were measured
 */
function judge(rows) {
  return rows.filter(({ mark }) => mark !== undefined).flatMap((row) => {
    const { least, means, of } = row.mark;
    const figure = of(row, rows);
    return figure === undefined ? [] : [{ id: row.id, least, means, figure, isMet: figure >= least }];
  });
}

module.exports = { judge };
