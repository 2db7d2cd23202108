/**
 * What became of the connects of a load, of which so many were wanted: those that opened, in the order in which they began, and
 * how many did not, because they got no 101 or were never begun. A tool may look whether the server is there before it begins:
 * the last ones are the load.
 */
export function openings(seen, wanted) {
  const opened = seen.filter((connection) => connection.opened).sort((a, b) => a.began - b.began);
  return { opened: opened.slice(-wanted), unopened: Math.max(seen.length, wanted) - opened.length };
}
