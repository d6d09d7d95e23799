'use strict';

// What some rows have to reach. A mark is { least, means, of(row, rows) }: `of` returns the figure, or
// undefined when this run has not measured all that it takes.

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
